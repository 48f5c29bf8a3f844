import { randomUUID } from 'node:crypto'
import type { ContainerInfo, ContainerList } from '@hyperion/domain/hosts'
import type { Clock } from '@hyperion/ports/clock'
import { type Ended, OPERATIONS } from '@hyperion/wire/actions'
import type { Operator } from '../operators/index.ts'

export interface SshContainersDeps {
  /** Null for hosts that are not watched over SSH, and while one is away. */
  readonly operator: (host: number) => Operator | null
  readonly told: (host: number, list: ContainerList) => void
  readonly clock: Clock
}

/** What was told this lately is not asked again. */
const FRESH_MS = 8_000
/** Whoever looks waits this long at most; what comes later is there at the next look. */
const PATIENCE_MS = 5_000
const MOST = 512

/** The containers of hosts without an agent: their engines are asked when somebody looks, and not by the minute. */
export class SshContainers {
  readonly #deps: SshContainersDeps
  readonly #asked = new Map<number, { readonly at: number; readonly asking: Promise<void> }>()

  constructor(deps: SshContainersDeps) {
    this.#deps = deps
  }

  /** Has a host's engines told of. Never rejects. */
  async look(host: number): Promise<void> {
    const { operator, clock } = this.#deps
    const over = operator(host)
    if (!over) return
    const before = this.#asked.get(host)
    const fresh = before !== undefined && clock.now() - before.at < FRESH_MS
    const asking = fresh ? before.asking : this.#ask(host, over)
    if (!fresh) this.#asked.set(host, { at: clock.now(), asking })
    const { promise: waited, resolve } = Promise.withResolvers<void>()
    const cancel = clock.after(PATIENCE_MS, resolve)
    // What a host tells that nobody can read is not told of.
    await Promise.race([asking, waited])
      .catch(() => {})
      .finally(cancel)
  }

  async #ask(host: number, over: Operator): Promise<void> {
    const containers: ContainerInfo[] = []
    const request = { id: randomUUID(), operation: 'container.list', params: {}, reason: '', approvedBy: null } as const
    const ended = await new Promise<Ended>((resolve) => {
      over.start({ ...request, by: { user: 'hyperion', address: '' } }, (event) => {
        if (event.kind === 'rows') containers.push(...event.rows.flatMap(containerOf))
        else if (event.kind === 'ended') resolve(event)
      })
    })
    this.#deps.told(host, { ...enginesOf(ended), containers: containers.slice(0, MOST) })
  }
}

/** Throws where a host tells something else than the catalog says. */
function containerOf(row: object): readonly ContainerInfo[] {
  const told = OPERATIONS['container.list'].row?.(row, 'row')
  if (!told) return []
  const { engine, id, name, image, state, exitCode, health, createdAt } = told
  return [{ engine, id, name, image, state, exitCode, health, createdAt, startedAt: null }]
}

/** A host without an engine is none to complain about. */
function enginesOf({ result, error }: Ended): Pick<ContainerList, 'engines' | 'troubles'> {
  if (error) return { engines: [], troubles: error.failure === 'unsupported' ? [] : [`containers: ${error.message}`] }
  return OPERATIONS['container.list'].result(result, 'result')
}
