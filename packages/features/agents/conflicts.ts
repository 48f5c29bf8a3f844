import type { Clock } from '@hyperion/ports/clock'
import { AGENT_CLOSE } from '@hyperion/wire/agent'
import { Refused } from './handshake.ts'
import type { AgentSession } from './session.ts'

/** Two agents with one key: a machine was cloned with its agent. */
export interface IdentityConflict {
  /** Epoch ms when the second one last tried. */
  readonly at: number
  readonly connected: Claimant
  readonly refused: Claimant
}

interface Claimant {
  readonly hostname: string
  readonly address: string
}

export interface ConflictsDeps {
  readonly clock: Clock
  readonly log: (message: string) => void
}

/** How long the connected agent has to answer before it counts as gone. */
const ANSWER_MS = 3_000
/** A second agent tries again every minute; when it has not for so long, it is gone. */
const REMEMBERED_MS = 10 * 60_000

/** Decides which of two connections with one key stays, and remembers machines that were cloned. */
export class Conflicts {
  readonly #deps: ConflictsDeps
  readonly #latest = new Map<number, IdentityConflict>()

  constructor(deps: ConflictsDeps) {
    this.#deps = deps
  }

  of(host: number): IdentityConflict | null {
    const conflict = this.#latest.get(host)
    return conflict && this.#deps.clock.now() - conflict.at < REMEMBERED_MS ? conflict : null
  }

  /**
   * The same process takes its place again after a lost connection. Another one is refused while the first answers.
   * Settles when the newcomer may come in; rejects with {@link Refused} otherwise.
   */
  async settle(before: AgentSession, newcomer: AgentSession, name: string): Promise<void> {
    const same = before.hello?.process === newcomer.hello?.process
    if (!same && (await this.#answers(before))) {
      const conflict = { at: this.#deps.clock.now(), connected: claimant(before), refused: claimant(newcomer) }
      if (before.host !== null) this.#remember(before.host, name, conflict)
      throw new Refused('duplicate', `${told(conflict.connected)} has this identity: give this machine an agent of its own`)
    }
    before.end({ code: AGENT_CLOSE.replaced, message: 'connected anew' })
  }

  #remember(host: number, name: string, conflict: IdentityConflict): void {
    if (!this.of(host)) {
      const { connected, refused } = conflict
      this.#deps.log(`agents: ${told(refused)} claims to be ${name}, which ${told(connected)} is; it was refused`)
    }
    this.#latest.set(host, conflict)
  }

  /** Whether a sign of life comes within a moment. */
  async #answers(session: AgentSession): Promise<boolean> {
    const { clock } = this.#deps
    const { signs } = session
    session.link.ping()
    for (let waited = 0; waited < ANSWER_MS && !session.isClosed; waited += ANSWER_MS / 10) {
      await new Promise<void>((resolve) => clock.after(ANSWER_MS / 10, resolve))
      if (session.signs > signs) return !session.isClosed
    }
    return false
  }
}

function claimant(session: AgentSession): Claimant {
  return { hostname: session.hello?.hostname ?? '', address: session.link.address }
}

function told({ hostname, address }: Claimant): string {
  return `${hostname} (${address})`
}
