import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { AlertLevel } from '@hyperion/domain/alerts'

export const MONITOR_HELP = `hyperion monitor: asks a hub for its alerts and posts them to a Discord webhook; made for cron

  --url ADDRESS        the hub (HYPERION_URL; http://127.0.0.1:8000)
  --webhook ADDRESS    the Discord webhook (better in HYPERION_DISCORD_WEBHOOK: arguments show in the process list)
  --token-file FILE    holds an API token (HYPERION_TOKEN_FILE)
  --notify-on LEVELS   critical,warning (the default) or one of them
  --every-run          send every alert at each run, not only what is new, changed or over
  --state FILE         remembers what was sent (~/.local/state/hyperion/monitor.json)
  --timeout SECONDS    for each request, 1 to 300 (10)
  --dry-run            print the messages, send and remember nothing

The hub lets in HYPERION_TOKEN, the token of --token-file, or HYPERION_USERNAME with HYPERION_PASSWORD.
Exit code: 0 fine, sent or nothing to send; 1 the hub cannot be reached or refuses; 2 misused, or what was sent cannot be
remembered; 3 Discord failed.
`

export type Credentials =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'password'; readonly username: string; readonly password: string }

export interface MonitorOptions {
  readonly hub: URL
  readonly webhook: URL | undefined
  readonly credentials: Credentials
  readonly notifyOn: ReadonlySet<AlertLevel>
  readonly everyRun: boolean
  readonly dryRun: boolean
  readonly stateFile: string
  readonly timeoutMs: number
}

/** Every mistake of the arguments and the environment, one line each, without the values, which may be secrets. */
export class MisuseError extends Error {
  override readonly name = 'MisuseError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.mistakes = mistakes
  }
}

const LEVELS = ['critical', 'warning'] as const satisfies readonly AlertLevel[]
const LONGEST_TIMEOUT_S = 300

const OPTIONS = {
  url: { type: 'string' },
  webhook: { type: 'string' },
  'token-file': { type: 'string' },
  'notify-on': { type: 'string' },
  'every-run': { type: 'boolean' },
  state: { type: 'string' },
  timeout: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const

/** Reads what `hyperion monitor` was asked to do; throws {@link MisuseError}. */
export function monitorOptions(args: readonly string[], environment: NodeJS.ProcessEnv): MonitorOptions {
  const given = parsed(args)
  // A variable that is set to nothing is not set.
  const env = (name: string): string | undefined => environment[name] || undefined
  const mistakes: string[] = []
  const attempt = <T>(read: () => T): T | undefined => {
    try {
      return read()
    } catch (error) {
      mistakes.push(error instanceof Error ? error.message : String(error))
      return undefined
    }
  }
  const dryRun = given['dry-run'] ?? false
  const hub = attempt(() => hubAddress(given.url ?? env('HYPERION_URL') ?? 'http://127.0.0.1:8000'))
  const webhook = attempt(() => webhookAddress(given.webhook ?? env('HYPERION_DISCORD_WEBHOOK'), dryRun))
  const credentials = attempt(() => credentialsFrom(given['token-file'], env))
  const notifyOn = attempt(() => levels(given['notify-on'] ?? LEVELS.join()))
  const timeoutMs = attempt(() => milliseconds(given.timeout ?? '10'))
  if (!hub || !credentials || !notifyOn || !timeoutMs || mistakes.length > 0) throw new MisuseError(mistakes)
  const stateFile = given.state ?? join(env('XDG_STATE_HOME') ?? join(homedir(), '.local', 'state'), 'hyperion', 'monitor.json')
  return { hub, webhook, credentials, notifyOn, everyRun: given['every-run'] ?? false, dryRun, stateFile, timeoutMs }
}

function parsed(args: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    if (positionals.length > 0) throw new Error('takes options only; see hyperion monitor --help')
    return values
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new MisuseError([message.split(/\.\s/)[0] ?? message])
  }
}

function address(name: string, text: string): URL {
  if (!URL.canParse(text)) throw new Error(`${name} must be an address like https://…`)
  const url = new URL(text)
  if (!['http:', 'https:'].includes(url.protocol)) throw new Error(`${name} must be an address like https://…`)
  if (url.username || url.password) throw new Error(`${name} must not hold a user name or a password`)
  return url
}

function hubAddress(text: string): URL {
  const url = address('the hub (--url, HYPERION_URL)', text)
  url.search = ''
  url.hash = ''
  if (!url.pathname.endsWith('/')) url.pathname += '/'
  return url
}

function webhookAddress(text: string | undefined, dryRun: boolean): URL | undefined {
  if (text) return address('the webhook (--webhook, HYPERION_DISCORD_WEBHOOK)', text)
  if (dryRun) return undefined
  throw new Error('needs the Discord webhook: HYPERION_DISCORD_WEBHOOK or --webhook')
}

function credentialsFrom(tokenOption: string | undefined, env: (name: string) => string | undefined): Credentials {
  const inEnvironment = tokenOption ? undefined : env('HYPERION_TOKEN')
  if (inEnvironment) return { kind: 'token', token: checkedToken('HYPERION_TOKEN', inEnvironment) }
  const file = tokenOption ?? env('HYPERION_TOKEN_FILE')
  if (file) return { kind: 'token', token: checkedToken(file, readToken(file)) }
  const username = env('HYPERION_USERNAME')
  const password = env('HYPERION_PASSWORD')
  if (username && password) return { kind: 'password', username, password }
  throw new Error('needs HYPERION_TOKEN, --token-file, or HYPERION_USERNAME with HYPERION_PASSWORD')
}

function readToken(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new Error(`cannot read the token file ${file}: ${(error as NodeJS.ErrnoException).code}`)
  }
}

function checkedToken(where: string, text: string): string {
  const token = text.trim()
  if (!/^[\x21-\x7e]+$/.test(token)) throw new Error(`${where} must hold one token and nothing else`)
  return token
}

function levels(text: string): ReadonlySet<AlertLevel> {
  const named = text.split(',').map((each) => each.trim())
  const found = LEVELS.filter((level) => named.includes(level))
  if (found.length === 0 || named.some((each) => !found.some((level) => level === each))) {
    throw new Error('--notify-on must be critical,warning or one of them')
  }
  return new Set(found)
}

function milliseconds(text: string): number {
  const seconds = Number(text)
  if (!/^\d+$/.test(text) || seconds < 1 || seconds > LONGEST_TIMEOUT_S) {
    throw new Error(`--timeout must be a whole number from 1 to ${LONGEST_TIMEOUT_S}`)
  }
  return seconds * 1000
}
