const SECRET = /pass(word|wd|phrase)?|secret|token|api[-_.]?key|private[-_.]?key|access[-_.]?key|credential|auth|cookie|dsn|(^|[-_.])key$/i
export const HIDDEN = '•••'

/** Whether something of this name is likely to hold a secret. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name)
}

/** Without what comes before the `@` of an address. */
function withoutUserInfo(text: string): string {
  return text.replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${HIDDEN}@`)
}

/** Output in which secrets are named, as `PASSWORD=…` or `token: …`. */
export function redactText(text: string): string {
  return withoutUserInfo(text).replaceAll(
    /([\w.-]*(?:pass(?:word|wd|phrase)?|secret|token|key|credential|authorization)[\w.-]*["']?\s*[=:]\s*["']?)([^\s"',;&]+(?:(?<=bearer|basic) \S+)?)/gi,
    `$1${HIDDEN}`,
  )
}

/** The words of a command, values of options that are named like secrets hidden: `--token=x`, `--password x`, `PASSWORD=x`. */
export function redactCommand(words: readonly string[]): string[] {
  return words.map((word, i) => {
    const before = words[i - 1] ?? ''
    if (/^--?[\w.-]+$/.test(before) && isSecretName(before) && !word.startsWith('-')) return HIDDEN
    const [, name] = /^([\w.-]+)=/s.exec(word) ?? []
    if (name !== undefined && isSecretName(name)) return `${name}=${HIDDEN}`
    return redactText(word)
  })
}
