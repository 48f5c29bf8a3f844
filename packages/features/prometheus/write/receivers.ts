import { hash, randomBytes } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { oneLine } from '@hyperion/domain/text'
import type { Clock } from '@hyperion/ports/clock'
import type { Receiver, RemoteWriteStore } from '@hyperion/ports/prometheus'

export interface ReceiversDeps {
  readonly store: RemoteWriteStore
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface ReceiverDraft {
  readonly name: string
  readonly newHosts: boolean
  readonly createdBy: string
}

const TOKEN_BYTES = 32
const HINT_LENGTH = 4
/** When a receiver was last used is written so often at most. */
const USED_MS = 60_000

/** Who may write: each receiver has a token of its own, of which only a hash is kept, and which opens nothing else. */
export class Receivers {
  readonly #deps: ReceiversDeps
  readonly #usedAt = new Map<number, number>()

  constructor(deps: ReceiversDeps) {
    this.#deps = deps
  }

  list(): Promise<readonly Receiver[]> {
    return this.#deps.store.receivers()
  }

  /** Rejects with `DomainError('not_found')` for an unknown one. */
  async get(id: number): Promise<Receiver> {
    const receiver = (await this.list()).find((each) => each.id === id)
    if (!receiver) throw new DomainError('not_found', 'no such receiver')
    return receiver
  }

  /** The token itself is told here and never again. */
  async create({ name, newHosts, createdBy }: ReceiverDraft): Promise<{ readonly receiver: Receiver; readonly token: string }> {
    const { token, tokenHash, hint } = newToken()
    const draft = { name: checkedName(name), newHosts, createdBy, createdAt: this.#deps.clock.now(), tokenHash, hint }
    const receiver = await named(() => this.#deps.store.addReceiver(draft))
    return { receiver, token }
  }

  async change(id: number, { name, newHosts }: { readonly name?: string; readonly newHosts?: boolean }): Promise<Receiver> {
    const change = { ...(name !== undefined && { name: checkedName(name) }), ...(newHosts !== undefined && { newHosts }) }
    const receiver = await named(() => this.#deps.store.changeReceiver(id, change))
    if (!receiver) throw new DomainError('not_found', 'no such receiver')
    return receiver
  }

  /** A new token; the old one is refused at once. */
  async renew(id: number): Promise<{ readonly receiver: Receiver; readonly token: string }> {
    const { token, tokenHash, hint } = newToken()
    const receiver = await this.#deps.store.changeReceiver(id, { token: { hash: tokenHash, hint } })
    if (!receiver) throw new DomainError('not_found', 'no such receiver')
    return { receiver, token }
  }

  async remove(id: number): Promise<void> {
    if (!(await this.#deps.store.removeReceiver(id))) throw new DomainError('not_found', 'no such receiver')
  }

  /** Whose token it is. Rejects with `DomainError('token_invalid')`. */
  async authenticate(token: string): Promise<Receiver> {
    const receiver = await this.#deps.store.receiverByToken(hashOf(token))
    if (!receiver) throw new DomainError('token_invalid', 'no receiver has this token')
    this.#used(receiver)
    return receiver
  }

  #used({ id }: Receiver): void {
    const { store, clock, log } = this.#deps
    const now = clock.now()
    if (now - (this.#usedAt.get(id) ?? 0) < USED_MS) return
    this.#usedAt.set(id, now)
    store
      .changeReceiver(id, { lastUsedAt: now })
      .catch((error: unknown) => log(`remote write: when it was last used is not kept: ${error}`))
  }
}

function newToken(): { token: string; tokenHash: string; hint: string } {
  const token = `hypw_${randomBytes(TOKEN_BYTES).toString('base64url')}`
  return { token, tokenHash: hashOf(token), hint: token.slice(-HINT_LENGTH) }
}

function hashOf(token: string): string {
  return hash('sha256', token, 'hex')
}

function checkedName(name: string): string {
  const trimmed = name.trim()
  if (trimmed === '' || oneLine(trimmed) !== trimmed)
    throw new DomainError('validation_failed', 'the name will not do', { details: { name: ['name_characters'] } })
  return trimmed
}

async function named<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError && error.code === 'conflict') throw new DomainError('conflict', 'There is a receiver of this name')
    throw error
  }
}
