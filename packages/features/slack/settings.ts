import { DomainError } from '@hyperion/domain/errors'
import type { Clock } from '@hyperion/ports/clock'
import type { SlackState, SlackStore, SlackTeam, StoredSlackSettings } from '@hyperion/ports/slack'
import type { SecretBox } from '../secrets/index.ts'
import { type SlackAnswer, type SlackClient, SlackError, type SlackLogin } from './client.ts'

/** The Slack app as it is used. */
export interface SlackApp extends SlackLogin {
  readonly signingSecret: string
  readonly defaultChannel: string
  readonly roomPrefix: string
  readonly team: SlackTeam | null
}

/** What an administrator enters; a secret that is left out stays. */
export interface SlackDraft {
  readonly token?: string
  readonly signingSecret?: string
  readonly defaultChannel: string
  readonly roomPrefix: string
  readonly server: string | null
}

export type SlackProblem =
  | 'required'
  | 'token_form'
  | 'secret_form'
  | 'channel_form'
  | 'prefix_form'
  | 'server_form'
  | 'server_refused'
  | 'token_refused'

/** The settings without their secrets, and how it goes. */
export interface SlackView extends SlackState {
  readonly configured: boolean
  readonly defaultChannel: string
  readonly roomPrefix: string
  readonly server: string | null
  readonly team: SlackTeam | null
  readonly updatedAt: number | null
  readonly updatedBy: string | null
  /** Saved, but not to be read any more: the hub's key was lost. */
  readonly unreadable: boolean
}

export type SlackTest = { readonly ok: true; readonly team: SlackTeam } | { readonly ok: false; readonly error: string }

export interface SlackSettingsDeps {
  readonly store: SlackStore
  readonly secrets: SecretBox
  readonly client: SlackClient
  /** Why an address may not be called; null when it may. */
  readonly refusal: (url: URL) => Promise<string | null>
  readonly clock: Clock
}

const DEFAULT_PREFIX = 'inc-'
const TOKEN_PURPOSE = 'slack-token'
const SECRET_PURPOSE = 'slack-signing-secret'

/** The app of the one workspace: tokens sealed, told to nobody. */
export class SlackSettings {
  readonly #deps: SlackSettingsDeps

  constructor(deps: SlackSettingsDeps) {
    this.#deps = deps
  }

  /** Null where none is set up, or its secrets cannot be read. */
  async app(): Promise<SlackApp | null> {
    const stored = await this.#deps.store.settings()
    return stored ? this.#opened(stored) : null
  }

  /** As {@link SlackSettings.app}; asks Slack for the workspace when it is not known yet. */
  async appWithTeam(): Promise<(SlackApp & { readonly team: SlackTeam }) | null> {
    const app = await this.app()
    if (!app) return null
    return { ...app, team: app.team ?? (await this.#learnTeam(app)) }
  }

  async view(): Promise<SlackView> {
    const [stored, state] = await Promise.all([this.#deps.store.settings(), this.#deps.store.state()])
    return {
      configured: stored !== undefined,
      defaultChannel: stored?.defaultChannel ?? '',
      roomPrefix: stored?.roomPrefix ?? DEFAULT_PREFIX,
      server: stored?.server ?? null,
      team: stored?.team ?? null,
      updatedAt: stored?.updatedAt ?? null,
      updatedBy: stored?.updatedBy ?? null,
      unreadable: stored !== undefined && this.#opened(stored) === null,
      ...state,
    }
  }

  /** Rejects with `validation_failed`: what is wrong with a field by {@link SlackProblem}, also when Slack refuses the token. */
  async save(draft: SlackDraft, by: string): Promise<SlackView> {
    const { store, secrets, clock } = this.#deps
    const before = await this.app()
    const token = draft.token || before?.token
    const signingSecret = draft.signingSecret || before?.signingSecret
    refuse(problemsOf({ ...draft, token, signingSecret }))
    const { defaultChannel, roomPrefix, server } = draft
    if (server !== null && (await this.#deps.refusal(new URL(server)))) refuse({ server: 'server_refused' })
    if (!token || !signingSecret) throw new Error('checked above')
    const team = await this.#teamOf({ token, server })
    await store.saveSettings({
      token: secrets.seal(token, TOKEN_PURPOSE),
      signingSecret: secrets.seal(signingSecret, SECRET_PURPOSE),
      defaultChannel,
      roomPrefix,
      server,
      team,
      updatedAt: clock.now(),
      updatedBy: by,
    })
    return this.view()
  }

  async clear(): Promise<void> {
    await this.#deps.store.clearSettings()
  }

  /** Signs in once, to see. Rejects with `not_found` where nothing is set up. */
  async test(): Promise<SlackTest> {
    const app = await this.app()
    if (!app) throw new DomainError('not_found', 'Slack is not set up')
    try {
      return { ok: true, team: await this.#learnTeam(app) }
    } catch (error) {
      return { ok: false, error: (error as Error).message }
    }
  }

  #opened(stored: StoredSlackSettings): SlackApp | null {
    const { secrets } = this.#deps
    const token = secrets.tryOpen(stored.token, TOKEN_PURPOSE)
    const signingSecret = secrets.tryOpen(stored.signingSecret, SECRET_PURPOSE)
    if (token === undefined || signingSecret === undefined) return null
    const { defaultChannel, roomPrefix, server, team } = stored
    return { token, signingSecret, defaultChannel, roomPrefix, server, team }
  }

  async #learnTeam(app: SlackApp): Promise<SlackTeam> {
    const { store, client } = this.#deps
    const team = toTeam(await client.call(app, 'auth.test', {}))
    const stored = await store.settings()
    const known = stored?.team
    const same = known?.id === team.id && known.botUser === team.botUser && known.name === team.name
    if (stored && !same && this.#opened(stored)?.token === app.token) await store.saveSettings({ ...stored, team })
    return team
  }

  /** Null when Slack cannot be asked now. */
  async #teamOf(login: SlackLogin): Promise<SlackTeam | null> {
    try {
      return toTeam(await this.#deps.client.call(login, 'auth.test', {}))
    } catch (error) {
      if (error instanceof SlackError) refuse({ token: 'token_refused' })
      return null
    }
  }
}

function toTeam({ team_id: id, team, user_id: botUser }: SlackAnswer): SlackTeam {
  return { id: String(id ?? ''), name: String(team ?? ''), botUser: String(botUser ?? '') }
}

type Problems = Readonly<Record<string, SlackProblem | null>>

function refuse(problems: Problems): void {
  const found = Object.entries(problems).filter(([, problem]) => problem !== null)
  if (found.length === 0) return
  const details = Object.fromEntries(found.map(([field, problem]) => [field, [problem as string]]))
  throw new DomainError('validation_failed', 'fields are wrong', { details })
}

function problemsOf(draft: Omit<SlackDraft, 'token' | 'signingSecret'> & { token: string | undefined; signingSecret: string | undefined }) {
  const { token, signingSecret, defaultChannel, roomPrefix, server } = draft
  return {
    token: !token ? 'required' : fits(token, /^xox[a-z](?:\.xox[a-z])?-[\w-]{8,300}$/, 'token_form'),
    signingSecret: !signingSecret ? 'required' : fits(signingSecret, /^[\w-]{16,128}$/, 'secret_form'),
    defaultChannel: defaultChannel === '' ? 'required' : fits(defaultChannel, /^[CG][A-Z0-9]{1,30}$/, 'channel_form'),
    roomPrefix: fits(roomPrefix, /^[a-z0-9][a-z0-9_-]{0,19}$/, 'prefix_form'),
    server: server === null || isOrigin(server) ? null : 'server_form',
  } as const satisfies Problems
}

function fits<P extends SlackProblem>(text: string, pattern: RegExp, problem: P): P | null {
  return pattern.test(text) ? null : problem
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.username === '' && url.pathname === '/' && url.search === '' && url.hash === ''
}
