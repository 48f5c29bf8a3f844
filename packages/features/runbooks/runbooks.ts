import { matches } from '@hyperion/domain/services'
import type { Clock } from '@hyperion/ports/clock'
import type { NewRunbook, NewRunbookStep, Runbook, RunbookChange, RunbookHead, RunbookStore } from '@hyperion/ports/runbooks'
import type { ServiceStore } from '@hyperion/ports/services'
import { cleaned, found, idOf, nameOf, textOf, wrong } from '../services/index.ts'

export type RunbookRequest = Pick<NewRunbook, 'title'> & Partial<Omit<NewRunbook, 'at'>>

export interface RunbooksDeps {
  readonly store: RunbookStore
  readonly services: Pick<ServiceStore, 'byId'>
  readonly clock: Clock
}

export interface RunbookFilter {
  /** A text in the title, the description or the name of the service. */
  readonly search?: string | undefined
  /** Id of a service. */
  readonly service?: string | undefined
}

const BLANK = { description: '', service: null, steps: [] } satisfies Partial<NewRunbook>

const CLEANERS = {
  title: (title: string) => nameOf(title, 'title'),
  description: textOf,
  service: (id: string | null) => idOf(id, 'service', 'unknown_service'),
  steps: (steps: readonly NewRunbookStep[]) => steps.map(cleanStep),
}

function cleanStep(step: NewRunbookStep, at: number): NewRunbookStep {
  const command = step.command === null ? '' : textOf(step.command)
  return { ...step, title: nameOf(step.title, `steps.${at}.title`), description: textOf(step.description), command: command || null }
}

/** How to deal with what goes wrong. An unknown id rejects with `not_found`. */
export class Runbooks {
  readonly #deps: RunbooksDeps

  constructor(deps: RunbooksDeps) {
    this.#deps = deps
  }

  /** By title, without their steps. */
  async heads({ search = '', service }: RunbookFilter = {}): Promise<readonly RunbookHead[]> {
    const heads = await this.#deps.store.heads()
    return heads.filter(
      (head) =>
        (service === undefined || head.service?.id === service) &&
        matches(search, head.title, head.description, head.service?.name ?? null),
    )
  }

  /** In the order of the ids; unknown ones are left out. */
  byIds(ids: readonly string[]): Promise<readonly Runbook[]> {
    return this.#deps.store.byIds(ids)
  }

  async byId(id: string): Promise<Runbook> {
    return found((await this.byIds([id]))[0], 'runbook')
  }

  async create(request: RunbookRequest): Promise<Runbook> {
    const runbook = { ...BLANK, ...cleaned(request, CLEANERS) }
    await this.#check(runbook)
    return this.#deps.store.create({ ...runbook, at: this.#deps.clock.now() })
  }

  /** As a whole: what is left out becomes what it is in a new one. */
  replace(id: string, request: RunbookRequest): Promise<Runbook> {
    return this.change(id, { ...BLANK, ...request })
  }

  async change(id: string, told: Omit<RunbookChange, 'at'>): Promise<Runbook> {
    await this.byId(id)
    const change = cleaned(told, CLEANERS)
    await this.#check(change)
    return this.#deps.store.update(id, { ...change, at: this.#deps.clock.now() })
  }

  delete(id: string): Promise<void> {
    return this.#deps.store.delete(id)
  }

  async #check({ service }: Omit<RunbookChange, 'at'>): Promise<void> {
    if (service && !(await this.#deps.services.byId(service))) throw wrong('service', 'unknown_service')
  }
}
