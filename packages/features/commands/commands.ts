import type { Action } from '@hyperion/domain/actions'
import {
  type CommandDraft,
  draftProblems,
  placeholderOf,
  runsOn,
  SAVED_COMMAND_LIMITS,
  type SavedCommand,
  valueProblem,
} from '@hyperion/domain/commands'
import { DomainError } from '@hyperion/domain/errors'
import { type Permission, permissionsOf } from '@hyperion/domain/users'
import type { Clock } from '@hyperion/ports/clock'
import type { CommandStore } from '@hyperion/ports/commands'
import type { Actions, Asker } from '../actions/index.ts'
import type { Hosts } from '../hosts/index.ts'
import { fits } from './fits.ts'

export interface CommandsDeps {
  readonly store: CommandStore
  readonly actions: Pick<Actions, 'change'>
  readonly hosts: Pick<Hosts, 'find'>
  readonly clock: Clock
}

export interface CommandRequest {
  /** By the names of the parameters. */
  readonly values: Readonly<Record<string, string>>
  readonly asker: Asker
  readonly reason: string
  readonly incident?: string | undefined
}

const NEEDED: Readonly<Record<SavedCommand['role'], Permission>> = { technicien: 'execute', admin: 'config' }

/** Commands that administrators write down, and others run with values of their own. */
export class Commands {
  readonly #deps: CommandsDeps

  constructor(deps: CommandsDeps) {
    this.#deps = deps
  }

  /** Those that somebody may run, on one host where that is told, by name. */
  async list({ principal }: Pick<Asker, 'principal'>, host?: number): Promise<readonly SavedCommand[]> {
    const granted = permissionsOf(principal.user.role)
    const all = (await this.#deps.store.list()).filter(({ role }) => granted.includes(NEEDED[role]))
    if (host === undefined) return all
    const found = await this.#deps.hosts.find(host)
    return all.filter((command) => runsOn(command, found))
  }

  /** Rejects with `DomainError('validation_failed' | 'conflict')`. */
  async create(draft: CommandDraft, author: string): Promise<SavedCommand> {
    checkDraft(draft)
    const { store, clock } = this.#deps
    if ((await store.list()).length >= SAVED_COMMAND_LIMITS.commands)
      throw new DomainError('conflict', `there are ${SAVED_COMMAND_LIMITS.commands} commands already`)
    return store.create({ ...draft, author, updatedAt: clock.now() })
  }

  /** As a whole. */
  async change(id: number, draft: CommandDraft, author: string): Promise<SavedCommand> {
    checkDraft(draft)
    const { store, clock } = this.#deps
    return store.update(id, { ...draft, author, updatedAt: clock.now() })
  }

  delete(id: number): Promise<void> {
    return this.#deps.store.delete(id)
  }

  /** Asks a host to run one. Whoever saved it let those it is for run it: that it takes a program is not held against them. */
  async run(host: number, id: number, { values, ...change }: CommandRequest): Promise<Action> {
    const { store, hosts, actions } = this.#deps
    const [command, found] = await Promise.all([store.byId(id), hosts.find(host)])
    const granted = permissionsOf(change.asker.principal.user.role)
    if (!command || !runsOn(command, found)) throw new DomainError('not_found', 'no such command for this host')
    const needed = NEEDED[command.role]
    if (!granted.includes(needed)) throw new DomainError('permission_denied', 'not allowed', { permission: needed })
    const { program, directory, timeLimitS, dangerous, name } = command
    const params = { program, arguments: filledIn(command, values), directory, timeLimitS, saved: name }
    return actions.change(host, 'command.run', params, { ...change, granted: needed, dangerous })
  }
}

function checkDraft(draft: CommandDraft): void {
  const details = draftProblems(draft)
  if (Object.keys(details).length > 0) throw new DomainError('validation_failed', 'not a command', { details })
}

/** The arguments with the values in their places, each a whole argument. */
function filledIn({ arguments: args, parameters }: SavedCommand, values: CommandRequest['values']): readonly string[] {
  const details: Record<string, readonly string[]> = {}
  for (const parameter of parameters) {
    const problem = valueProblem(parameter, valueIn(values, parameter.name), fits)
    if (problem !== null) details[parameter.name] = [problem]
  }
  for (const name of Object.keys(values))
    if (!parameters.some((parameter) => parameter.name === name)) details[name] = ['There is no such parameter']
  if (Object.keys(details).length > 0) throw new DomainError('validation_failed', 'values', { details })
  return args.map((argument) => {
    const name = placeholderOf(argument)
    return name === undefined ? argument : valueIn(values, name)
  })
}

function valueIn(values: CommandRequest['values'], name: string): string {
  return Object.hasOwn(values, name) ? (values[name] ?? '') : ''
}
