import type { DownCause, HostDown } from '@hyperion/domain/hosts'
import type { Clock } from '@hyperion/ports/clock'
import type { ReachProbe } from '@hyperion/ports/reach'

/** How a connection ended: the kernel of the other side closed or reset it, or nothing came from there any more. */
export type LinkEnd = 'closed' | 'silent'

export interface AbsencesDeps {
  readonly probe: ReachProbe
  readonly clock: Clock
  /** Where the machine of a host itself can be asked; null where its address is not its own or stands for another machine. */
  readonly addressOf: (host: number) => string | null
}

interface Absence {
  /** Epoch ms of the last sign of life. */
  readonly since: number
  readonly ended: LinkEnd | 'unseen'
  what: DownCause
  cancel: () => void
}

const TIMES = {
  /** A connection that was just lost comes back by itself. */
  graceMs: 15_000,
  /** From one question about a host to the next. */
  pauseMs: 60_000,
  /** After connecting: by then its inventory is here. */
  learnMs: 30_000,
  learnAgainMs: 6 * 3_600_000,
} as const
/** Questions under way at once, whatever becomes of a whole network. */
const AT_ONCE = 16

/**
 * Finds out why agents are away. Silence proves that a machine is down only where it answered while it was up, since
 * firewalls drop what they do not know: so each is asked once while its agent is connected.
 */
export class Absences {
  readonly #deps: AbsencesDeps
  readonly #absent = new Map<number, Absence>()
  /** The addresses at which hosts answered while their agents were connected, or after. */
  readonly #answered = new Map<number, string>()
  readonly #learning = new Map<number, () => void>()
  readonly #queue: (() => Promise<void>)[] = []
  #asking = 0
  #stopped = false

  constructor(deps: AbsencesDeps) {
    this.#deps = deps
  }

  /** Null while the agent is connected, or was a moment ago. */
  of(host: number): HostDown | null {
    const absence = this.#absent.get(host)
    if (!absence || this.#deps.clock.now() - absence.since < TIMES.graceMs) return null
    return { what: absence.what, since: absence.since }
  }

  /** Its agent is connected. */
  back(host: number): void {
    this.#end(host)
    this.#learnLater(host, TIMES.learnMs)
  }

  /** Its agent is not connected any more, or has not been since this process began. */
  gone(host: number, since: number, ended: Absence['ended']): void {
    if (this.#stopped) return
    this.#end(host)
    this.#learnNoMore(host)
    // Whose own address is not known may be anybody's: what closed the connection too.
    const what = ended === 'closed' && this.#deps.addressOf(host) !== null ? 'agent' : 'unknown'
    const absence: Absence = { since, ended, what, cancel: () => {} }
    this.#absent.set(host, absence)
    this.#askLater(host, absence, ended === 'silent' ? 0 : TIMES.graceMs)
  }

  forget(host: number): void {
    this.#end(host)
    this.#learnNoMore(host)
    this.#answered.delete(host)
  }

  stop(): void {
    this.#stopped = true
    this.#queue.length = 0
    for (const host of [...this.#absent.keys(), ...this.#learning.keys()]) this.forget(host)
  }

  #end(host: number): void {
    this.#absent.get(host)?.cancel()
    this.#absent.delete(host)
  }

  #learnNoMore(host: number): void {
    this.#learning.get(host)?.()
    this.#learning.delete(host)
  }

  #askLater(host: number, absence: Absence, ms: number): void {
    absence.cancel = this.#deps.clock.after(ms, () =>
      this.#enqueue(async () => {
        if (this.#absent.get(host) !== absence) return
        absence.what = await this.#causeOf(host, absence)
        if (this.#absent.get(host) === absence) this.#askLater(host, absence, TIMES.pauseMs)
      }),
    )
  }

  async #causeOf(host: number, { ended }: Absence): Promise<DownCause> {
    const address = this.#deps.addressOf(host)
    if (address === null) return 'unknown'
    if (await this.#answers(host, address)) return 'agent'
    if (this.#answered.get(host) === address) return 'host'
    return ended === 'closed' ? 'agent' : 'unknown'
  }

  #learnLater(host: number, ms: number): void {
    this.#learning.get(host)?.()
    const cancel = this.#deps.clock.after(ms, () =>
      this.#enqueue(async () => {
        if (this.#learning.get(host) !== cancel) return
        const address = this.#deps.addressOf(host)
        if (address !== null && !(await this.#answers(host, address)) && this.#learning.get(host) === cancel) {
          // It does not answer though it is up: its silence will prove nothing.
          this.#answered.delete(host)
        }
        if (this.#learning.get(host) === cancel) this.#learnLater(host, TIMES.learnAgainMs)
      }),
    )
    this.#learning.set(host, cancel)
  }

  async #answers(host: number, address: string): Promise<boolean> {
    const answers = (await this.#deps.probe.ask(address)) === 'answers'
    if (answers) this.#answered.set(host, address)
    return answers
  }

  #enqueue(question: () => Promise<void>): void {
    this.#queue.push(question)
    this.#next()
  }

  #next(): void {
    const question = this.#asking < AT_ONCE ? this.#queue.shift() : undefined
    if (!question) return
    this.#asking++
    void question().finally(() => {
      this.#asking--
      this.#next()
    })
  }
}
