import { parseEnrolmentToken } from '@hyperion/wire/agent'
import { type Finding, snippetOf, wordsOf } from '@hyperion/wire/check'
import { checkHub } from '../check/index.ts'
import { readEnrolled } from '../remote/settings.ts'
import { parseAgentOptions, UsageError } from './options.ts'

const SIGNS = { ok: '✓', warning: '!', failed: '✗' } as const

/** `hyperion agent check`: goes the way to the hub and says what is wrong with it; the answer is the exit code. */
export async function checkAgent(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  print: (text: string) => void = console.log,
): Promise<number> {
  try {
    const options = parseAgentOptions(args, environment)
    const known = readEnrolled(options.dataDir)
    const url = options.hub ?? (known && new URL(known.hub))
    if (!url) throw new UsageError('--hub is needed: this agent is not enrolled')
    const hubKey = (options.token && parseEnrolmentToken(options.token)?.hubKey) ?? (options.hub ? null : (known?.hubKey ?? null))
    const pin = options.pin ?? (options.hub ? null : (known?.pin ?? null))
    print(`The way to ${url.href}:`)
    const findings = await checkHub({ url, pin, ca: options.ca, hubKey: hubKey || null, idle: true }, (finding) => print(linesOf(finding)))
    const failed = findings.some(({ state }) => state === 'failed')
    print(failed ? 'An agent cannot report from here.' : 'An agent can report from here.')
    return failed ? 1 : 0
  } catch (error) {
    console.error(`hyperion agent check: ${error instanceof Error ? error.message : error}`)
    return error instanceof UsageError ? 2 : 1
  }
}

function linesOf(finding: Finding): string {
  const { message, fix } = wordsOf(finding)
  const snippet = finding.state === 'ok' ? null : snippetOf(finding)
  return [
    `  ${SIGNS[finding.state]} ${message}`,
    ...(fix === null ? [] : [`    → ${fix}`]),
    ...(snippet ? [`    ${snippet.proxy}:`, ...snippet.text.split('\n').map((line) => `      ${line}`)] : []),
  ].join('\n')
}
