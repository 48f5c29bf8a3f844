import { randomBytes } from 'node:crypto'
import { ActionError } from '@hyperion/domain/actions'
import { afterGreeting, PREAMBLE, throwFailure } from './answer.ts'
import type { Reach } from './reach.ts'
import { unlessEnded } from './scripted.ts'

/** What a script printed, by the names of its parts. */
export type Parts = ReadonlyMap<string, string>

/** Of an answer; scripts keep within it themselves, since a connection that is flooded is ended. */
const LIMITS = { ms: 30_000, bytes: 16 * 1024 * 1024 } as const

/**
 * A script that prints in parts: `part name` begins one, `fail word why` ends it with a failure. What stands between parts is made up anew
 * for each run: nothing that a file or a process holds can pass for it.
 */
export function inParts(script: string): string {
  return `${PREAMBLE}
TZ=UTC
export TZ
read -r mark
part() {
  printf "\\n=%s %s\\n" "$mark" "$1"
}
fail() {
  part failed
  echo "$*"
  exit 0
}
${script}
part end
exit 0
`
}

/** Runs a script of {@link inParts}, each word of its input on a line of its own. Rejects with `ActionError` where it failed. */
export async function ask(
  script: string,
  words: readonly (string | number)[],
  { signal }: { readonly signal: AbortSignal },
  { connection }: Pick<Reach, 'connection'>,
): Promise<Parts> {
  const mark = randomBytes(12).toString('hex')
  const input = [mark, ...words].map((word) => `${word}\n`).join('')
  return partsOf(await unlessEnded(signal, connection.run(`exec /bin/sh -c '${script}'`, input, LIMITS)), mark)
}

/** The parts of an answer with this mark. Throws `ActionError` for one that fails or breaks off. */
function partsOf(answer: string, mark: string): Parts {
  const parts = new Map<string, string>()
  for (const part of `\n${afterGreeting(answer)}`.split(`\n=${mark} `).slice(1)) {
    const end = part.indexOf('\n')
    parts.set(part.slice(0, end), part.slice(end + 1))
  }
  const failed = parts.get('failed')?.trim()
  if (failed !== undefined) {
    const [word = '', ...why] = failed.split(' ')
    throwFailure(word, why.join(' '))
  }
  if (!parts.has('end')) throw new ActionError('failed', 'the answer is cut short')
  return parts
}
