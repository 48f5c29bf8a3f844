import { type Bus, type BusOptions, MANAGER, MANAGER_PATH, openBus, unitOfPath, unwrapped } from './bus.ts'

export interface UnitSignalOptions extends BusOptions {
  /** False where there is no systemd to listen to; asked again from time to time. */
  readonly present: () => boolean
  /** A service failed, is well again after that, or was failed when listening began (anew). Told at most every few seconds. */
  readonly onChange: () => void
  readonly log: (message: string) => void
}

export interface UnitSignals {
  /** How often each service failed since this was started, those that were started again at once too; by name without `.service`. */
  failures(): ReadonlyMap<string, number>
  stop(): void
}

const RULE = "type='signal',sender='org.freedesktop.systemd1',interface='org.freedesktop.DBus.Properties',member='PropertiesChanged'"
const IFACES = ['org.freedesktop.systemd1.Unit', 'org.freedesktop.systemd1.Service']
const SERVICE = '.service'
const RETRY_MS = { first: 1_000, most: 60_000 }
/** What fails together is told together, and a unit that fails in a loop does not keep the machine busy. */
const TOGETHER_MS = 200
const APART_MS = 5_000
/** Services whose failures are counted; who has more has another trouble. */
const MOST = 1000

/** Listens to systemd for services that fail, over a connection that is opened anew whenever it is lost. */
export function watchUnitSignals(options: UnitSignalOptions): UnitSignals {
  const { clock, present, onChange, log } = options
  const counted = new FailureCounts()
  let bus: Bus | null = null
  let stopped = false
  let retryMs = RETRY_MS.first
  let cancelRetry = (): void => {}
  let cancelTell: (() => void) | null = null
  let toldAt = Number.NEGATIVE_INFINITY
  let trouble = ''

  const tell = (): void => {
    if (cancelTell || stopped) return
    const wait = Math.max(TOGETHER_MS, toldAt + APART_MS - clock.now())
    cancelTell = clock.after(wait, () => {
      cancelTell = null
      toldAt = clock.now()
      onChange()
    })
  }
  const listen = async (): Promise<void> => {
    const opened = await openBus(options)
    bus = opened
    opened.onSignal(({ path, member, body }) => {
      if (member === 'PropertiesChanged' && IFACES.includes(String(body[0])) && counted.take(path, body[1])) tell()
    })
    for (const iface of IFACES) await opened.match(`${RULE},path_namespace='${MANAGER_PATH}/unit',arg0='${iface}'`)
    await opened.call(MANAGER_PATH, MANAGER, 'Subscribe')
    retryMs = RETRY_MS.first
    trouble = ''
    tell()
    await opened.lost
  }
  const again = (): void => {
    if (stopped) return
    cancelRetry = clock.after(retryMs, begin)
    retryMs = Math.min(retryMs * 2, RETRY_MS.most)
  }
  const begin = (): void => {
    if (!present()) again()
    else
      void listen().catch((error: unknown) => {
        bus?.close()
        bus = null
        const reason = error instanceof Error ? error.message : String(error)
        if (!stopped && reason !== trouble) log(`systemd is not heard: ${reason}; trying again`)
        trouble = reason
        again()
      })
  }
  begin()
  return {
    failures: () => counted.all,
    stop() {
      stopped = true
      cancelRetry()
      cancelTell?.()
      bus?.close()
    },
  }
}

/** What is known of services that failed, from what systemd says of each change. */
class FailureCounts {
  readonly all = new Map<string, number>()
  readonly #failed = new Set<string>()
  readonly #restarts = new Map<string, number>()

  /** Whether it tells of a failure, or the end of one. */
  take(path: string, changed: unknown): boolean {
    const unit = unitOfPath(path)
    if (!unit?.endsWith(SERVICE)) return false
    const name = unit.slice(0, -SERVICE.length)
    const { ActiveState, NRestarts, Result } = unwrapped(changed)
    if (typeof NRestarts === 'number' && this.#startedAgain(name, NRestarts, Result)) return this.#count(name)
    if (ActiveState === 'failed') return !this.#failed.has(name) && Boolean(this.#failed.add(name)) && this.#count(name)
    return typeof ActiveState === 'string' && this.#failed.delete(name)
  }

  /** systemd starts a service again that failed, without it ever being seen as failed. */
  #startedAgain(name: string, restarts: number, result: unknown): boolean {
    const before = this.#restarts.get(name) ?? 0
    if (restarts === before) return false
    this.#restarts.delete(name)
    if (restarts > 0 && this.#restarts.size < MOST) this.#restarts.set(name, restarts)
    return restarts > before && result !== 'success'
  }

  #count(name: string): true {
    if (this.all.has(name) || this.all.size < MOST) this.all.set(name, (this.all.get(name) ?? 0) + 1)
    return true
  }
}
