import { DomainError } from '@hyperion/domain/errors'
import type { Clock } from '@hyperion/ports/clock'
import type { GoogleDocsStore, StoredGoogleSettings } from '@hyperion/ports/google-docs'
import type { SecretBox } from '../secrets/index.ts'
import type { GoogleClient, GoogleLogin } from './client.ts'
import { readKey } from './key.ts'

/** What an administrator enters; a key that is left out stays. */
export interface GoogleDraft extends Omit<StoredGoogleSettings, 'key' | 'account' | 'updatedAt' | 'updatedBy'> {
  /** JSON, as Google hands it out. */
  readonly key?: string
}

export type GoogleProblem = 'required' | 'key_form' | 'key_refused' | 'folder_form' | 'share_form' | 'server_form' | 'server_refused'

/** The settings without the key. */
export interface GoogleView extends Omit<StoredGoogleSettings, 'key' | 'account' | 'updatedAt' | 'updatedBy'> {
  readonly configured: boolean
  /** Saved, but not to be read any more: the hub's key was lost. */
  readonly unreadable: boolean
  readonly account: string | null
  readonly updatedAt: number | null
  readonly updatedBy: string | null
}

/** What documents are made with. */
export interface GoogleAccount extends GoogleLogin, Pick<StoredGoogleSettings, 'folder' | 'shareWith' | 'language' | 'enabled'> {}

export interface GoogleSettingsDeps {
  readonly store: GoogleDocsStore
  readonly secrets: SecretBox
  readonly client: GoogleClient
  /** Why an address may not be called; null when it may. */
  readonly refusal: (url: URL) => Promise<string | null>
  readonly clock: Clock
}

const KEY_PURPOSE = 'google-service-account'
const NOTHING = { folder: null, shareWith: [], language: 'en', server: null, enabled: false } as const

/** The one service account: its key sealed, told to nobody. */
export class GoogleSettings {
  readonly #deps: GoogleSettingsDeps

  constructor(deps: GoogleSettingsDeps) {
    this.#deps = deps
  }

  /** Null where none is set up, or its key cannot be read. */
  async account(): Promise<GoogleAccount | null> {
    const stored = await this.#deps.store.settings()
    const key = stored && this.#opened(stored)
    return key ? { ...stored, key } : null
  }

  async view(): Promise<GoogleView> {
    const stored = await this.#deps.store.settings()
    if (!stored) return { ...NOTHING, configured: false, unreadable: false, account: null, updatedAt: null, updatedBy: null }
    const { key: _, ...rest } = stored
    return { ...rest, configured: true, unreadable: this.#opened(stored) === null }
  }

  /** Rejects with `validation_failed`: what is wrong with a field by {@link GoogleProblem}. */
  async save({ key: entered, ...draft }: GoogleDraft, by: string): Promise<GoogleView> {
    const { store, secrets, clock } = this.#deps
    const before = await store.settings()
    const kept = before && this.#opened(before) ? before : undefined
    const key = entered ? readKey(entered) : null
    const { folder, shareWith, server } = draft
    refuse({
      key: entered ? (key ? null : 'key_form') : kept ? null : 'required',
      folder: folder === null || /^[\w-]{5,100}$/.test(folder) ? null : 'folder_form',
      shareWith: shareWith.every((each) => SHARE.test(each)) ? null : 'share_form',
      server: server === null || isOrigin(server) ? null : 'server_form',
    })
    refuse({
      key: key && (await this.#deps.refusal(new URL(key.tokenUri))) ? 'key_refused' : null,
      server: server !== null && (await this.#deps.refusal(new URL(server))) ? 'server_refused' : null,
    })
    const sealed = entered && key ? { key: secrets.seal(entered, KEY_PURPOSE), account: key.account } : kept
    if (!sealed) throw new Error('checked above')
    await store.saveSettings({ ...draft, key: sealed.key, account: sealed.account, updatedAt: clock.now(), updatedBy: by })
    return this.view()
  }

  async clear(): Promise<void> {
    await this.#deps.store.clearSettings()
  }

  /** Asks for a token, to see: why there was none, else null. Rejects with `not_found` where nothing is set up. */
  async test(): Promise<string | null> {
    const account = await this.account()
    if (!account) throw new DomainError('not_found', 'Google Docs is not set up')
    try {
      await this.#deps.client.signIn(account)
      return null
    } catch (error) {
      return (error as Error).message
    }
  }

  #opened({ key }: StoredGoogleSettings) {
    const json = this.#deps.secrets.tryOpen(key, KEY_PURPOSE)
    return json === undefined ? null : readKey(json)
  }
}

/** A mail address, or a domain. */
const SHARE = /^(?:[^\s@]{1,64}@)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/i

function refuse(problems: Readonly<Record<string, GoogleProblem | null>>): void {
  const found = Object.entries(problems).filter(([, problem]) => problem !== null)
  if (found.length === 0) return
  const details = Object.fromEntries(found.map(([field, problem]) => [field, [problem as string]]))
  throw new DomainError('validation_failed', 'fields are wrong', { details })
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  return /^https?:$/.test(url.protocol) && url.username === '' && url.pathname === '/' && url.search === '' && url.hash === ''
}
