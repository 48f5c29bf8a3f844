import { type Action, isOver } from '@hyperion/domain/actions'
import type { Bus } from '@hyperion/ports/bus'
import type { HostStore } from '@hyperion/ports/hosts'
import type { Incidents } from './incidents.ts'

export interface ActionEntriesDeps {
  readonly bus: Pick<Bus, 'subscribe'>
  readonly incidents: Pick<Incidents, 'append'>
  readonly hosts: Pick<HostStore, 'byId'>
  readonly log: (message: string) => void
}

/** Puts what was done to hosts for an incident on its timeline, when it is over. */
export class ActionEntries {
  readonly #deps: ActionEntriesDeps
  readonly #stop: () => void
  #work: Promise<void> = Promise.resolve()

  constructor(deps: ActionEntriesDeps) {
    this.#deps = deps
    this.#stop = deps.bus.subscribe('action', ({ action }) => {
      if (action.incident !== null && isOver(action.state))
        this.#work = this.#work.then(() => this.#tell(action, action.incident as string))
    })
  }

  /** Settles when all that was told is on its timeline. */
  async stop(): Promise<void> {
    this.#stop()
    await this.#work
  }

  async #tell(action: Action, incident: string): Promise<void> {
    const { incidents, hosts, log } = this.#deps
    try {
      const host = (await hosts.byId(action.host))?.name ?? `#${action.host}`
      const { id, operation, target, state, requestedBy, params } = action
      const actor = { id: requestedBy.id, username: requestedBy.name }
      const saved = typeof params.saved === 'string' ? params.saved : null
      const what = saved === null ? `${operation} ${target}`.trim() : `\u{201C}${saved}\u{201D}`
      const { exitCode = null, signal = null } = state === 'succeeded' ? ((action.result ?? {}) as Ended) : {}
      const message = `${what} on ${host}: ${endOf(action)}`.slice(0, MOST).toWellFormed()
      const data = { action: id, host: action.host, hostName: host, operation, target, saved, state, exitCode, signal }
      await incidents.append(incident, { type: 'ACTION', actor, message, data })
    } catch (error) {
      log(`actions: ${action.id} is not on the timeline of ${incident}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

const MOST = 1000

interface Ended {
  readonly exitCode?: number | null
  readonly signal?: string | null
}

function endOf({ state, result, message }: Action): string {
  if (state !== 'succeeded') return message === '' ? state : `${state}: ${message}`
  const { exitCode, signal } = (result ?? {}) as Ended
  if (typeof exitCode === 'number') return `ended with code ${exitCode}`
  return typeof signal === 'string' ? `ended by ${signal}` : 'done'
}
