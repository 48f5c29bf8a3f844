import type { AlertLevel } from '@hyperion/domain/alerts'
import { EXIT, MonitorFailure, requestTrouble } from './failure.ts'
import type { Credentials, MonitorOptions } from './options.ts'

/** An entry of `GET /alerts`. */
export interface HubAlert {
  readonly type: string
  readonly level: AlertLevel
  readonly message: string
  readonly value: number
  readonly threshold: number
}

export interface HubState {
  readonly host: string
  readonly alerts: readonly HubAlert[]
}

type HubOptions = Pick<MonitorOptions, 'hub' | 'credentials' | 'timeoutMs'>

/** The host's name and its present alerts; throws {@link MonitorFailure} when the hub cannot be reached or refuses. */
export async function askHub(options: HubOptions): Promise<HubState> {
  const signedIn = await signIn(options)
  try {
    const answer = await ask(options, 'alerts', { headers: { authorization: `Bearer ${signedIn.token}` } })
    if (!isAlertsAnswer(answer)) throw failure(options, 'answers /alerts with something else than alerts: is it a Hyperion hub?')
    return { host: await hostName(options), alerts: answer.alerts }
  } finally {
    await signedIn.end()
  }
}

async function signIn(options: HubOptions): Promise<{ token: string; end(): Promise<void> }> {
  const { credentials } = options
  if (credentials.kind === 'token') return { token: credentials.token, end: async () => {} }
  const token = await login(options, credentials)
  return {
    token,
    // Otherwise each run would leave a session behind. It ends by itself when this fails.
    end: async () => {
      await ask(options, 'logout', { method: 'POST', headers: { authorization: `Bearer ${token}` } }).catch(() => {})
    },
  }
}

async function login(options: HubOptions, { username, password }: Extract<Credentials, { kind: 'password' }>): Promise<string> {
  const answer = await ask(options, 'login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
  if (isObject(answer) && typeof answer.token === 'string') return answer.token
  throw failure(options, 'answers /login without a token: is it a Hyperion hub?')
}

/** /alerts does not say whose they are. */
async function hostName(options: HubOptions): Promise<string> {
  const answer = await ask(options, 'health', {}).catch(() => null)
  return isObject(answer) && typeof answer.hostname === 'string' && answer.hostname ? answer.hostname : options.hub.hostname
}

async function ask(options: HubOptions, path: string, init: RequestInit): Promise<unknown> {
  const { hub, timeoutMs } = options
  let response: Response
  let text: string
  try {
    // A redirect is not followed: the token is for this address.
    response = await fetch(new URL(path, hub), { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    text = await response.text()
  } catch (error) {
    throw failure(options, `cannot be reached: ${requestTrouble(error, timeoutMs)}`)
  }
  const body = parsed(text)
  if (response.ok) return body
  if (response.status >= 300 && response.status < 400) throw failure(options, `sends /${path} elsewhere: give its final address`)
  const said = isObject(body) && typeof body.message === 'string' ? `: ${body.message}` : ''
  throw failure(options, `refuses /${path} (${response.status})${said}`)
}

function failure({ hub }: HubOptions, message: string): MonitorFailure {
  return new MonitorFailure(EXIT.hub, `the hub at ${hub.origin} ${message}`)
}

function isAlertsAnswer(answer: unknown): answer is { alerts: HubAlert[] } {
  return isObject(answer) && Array.isArray(answer.alerts) && answer.alerts.every(isHubAlert)
}

export function isHubAlert(value: unknown): value is HubAlert {
  return (
    isObject(value) &&
    typeof value.type === 'string' &&
    (value.level === 'critical' || value.level === 'warning') &&
    typeof value.message === 'string' &&
    typeof value.value === 'number' &&
    typeof value.threshold === 'number'
  )
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
