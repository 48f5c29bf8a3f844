import { DomainError } from '@hyperion/domain/errors'
import type { Operation } from '@hyperion/wire/actions'

/** What an action begins with. */
export interface Requested {
  readonly params: object
  /** All of what it is fed with; undefined where somebody feeds it, or nobody. */
  readonly input?: Uint8Array | undefined
}

/** Of inputs that wait for a second person at once, in bytes. */
const MOST_WAITING = 64 * 1024 * 1024

/** What waits to begin, with the contents and secrets that are not kept: gone when the hub is started anew. */
export class RequestedActions {
  readonly #all = new Map<string, Requested>()
  #bytes = 0

  add(id: string, requested: Requested): void {
    this.#all.set(id, requested)
    this.#bytes += lengthOf(requested)
  }

  inputOf(id: string): Uint8Array | undefined {
    return this.#all.get(id)?.input
  }

  take(id: string): Requested | undefined {
    const requested = this.#all.get(id)
    if (requested && this.#all.delete(id)) this.#bytes -= lengthOf(requested)
    return requested
  }

  /** Throws `DomainError('conflict')` where no more can be kept until somebody decided. */
  mustHold({ length }: Uint8Array): void {
    if (this.#bytes + length > MOST_WAITING) throw new DomainError('conflict', 'Too much waits for approval: have some of it decided first')
  }
}

function lengthOf({ input }: Requested): number {
  return input?.length ?? 0
}

/** Throws where an operation does not take this input whole, `DomainError('body_too_large')` where it is too long for that. */
export function checkInput({ wholeInput }: Operation<never>, { length }: Uint8Array): void {
  if (wholeInput === undefined) throw new DomainError('validation_failed', 'it takes no input', { details: { input: ['It takes none'] } })
  if (length > wholeInput) throw new DomainError('body_too_large', `more than ${wholeInput} bytes`)
}
