import { inspect } from 'node:util'
import type { AuditAction, AuditActor, AuditEntry, AuditOutcome, AuditQuery, AuditRecord, AuditStore } from '@hyperion/ports/audit'
import type { Clock } from '@hyperion/ports/clock'

/** A deed to be kept, as its doer knows it. */
export interface AuditedDeed {
  readonly actor: AuditActor
  /** Client address. */
  readonly address: string
  readonly action: AuditAction
  readonly target?: string | null | undefined
  /** Id of the host that it is done to. */
  readonly host?: number | undefined
  /** Never a secret. */
  readonly details?: Readonly<Record<string, unknown>> | undefined
  /** `success` when left out. */
  readonly outcome?: AuditOutcome | undefined
}

export interface AuditLogDeps {
  readonly store: AuditStore
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** Entries that may wait for a storage that hangs; further ones go to the process's log alone. */
const WAITING_MAX = 1000
const TEXT_MAX = 500

/** Who did what, from where, how it ended. */
export class AuditLog {
  readonly #deps: AuditLogDeps
  #writing: Promise<void> = Promise.resolve()
  #waiting = 0

  constructor(deps: AuditLogDeps) {
    this.#deps = deps
  }

  /** Notes a deed at the present instant. Neither blocks nor fails it: what cannot be stored is logged. */
  record(deed: AuditedDeed): void {
    const { store, clock } = this.#deps
    const entry = toEntry(deed, clock.now())
    if (this.#waiting >= WAITING_MAX) {
      this.#lost(entry, 'too many entries wait for the storage')
      return
    }
    this.#waiting++
    this.#writing = this.#writing
      .then(() => store.append(entry))
      .catch((error: unknown) => this.#lost(entry, error instanceof Error ? error.message : String(error)))
      .finally(() => {
        this.#waiting--
      })
  }

  /** Newest first. */
  async list(query: AuditQuery): Promise<readonly AuditRecord[]> {
    await this.flush()
    return this.#deps.store.list(query)
  }

  /** Waits until everything recorded so far is stored or given up. */
  async flush(): Promise<void> {
    await this.#writing
  }

  #lost(entry: AuditEntry, reason: string): void {
    this.#deps.log(`audit: not stored (${reason}): ${inspect(entry, { breakLength: Infinity, depth: 5 })}`)
  }
}

function toEntry({ actor, address, action, target, host, details, outcome }: AuditedDeed, at: number): AuditEntry {
  return {
    at,
    actor: { id: actor.id, name: storable(actor.name) },
    address,
    action,
    target: target === undefined || target === null ? null : storable(target),
    host: host ?? null,
    details: details ?? {},
    outcome: outcome ?? 'success',
  }
}

/** Names come from strangers: PostgreSQL takes no NUL, and nobody needs a longer one. */
function storable(text: string): string {
  return text.replaceAll('\0', '\u{FFFD}').slice(0, TEXT_MAX)
}
