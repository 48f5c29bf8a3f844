import { type SavedCommand, valueProblem } from '@hyperion/domain/commands'
import { DomainError } from '@hyperion/domain/errors'
import type { StepCommand } from '@hyperion/domain/runbooks'
import type { Clock } from '@hyperion/ports/clock'
import type { CommandStore } from '@hyperion/ports/commands'
import type { RunbookStore } from '@hyperion/ports/runbooks'
import type { Asker } from '../actions/index.ts'
import { type Commands, fits } from '../commands/index.ts'
import { found } from '../services/index.ts'

export interface StepCommandsDeps {
  readonly store: Pick<RunbookStore, 'byIds' | 'setCommands'>
  readonly commands: Pick<CommandStore, 'list'>
  /** Those that somebody may run. */
  readonly permitted: Pick<Commands, 'list'>
  readonly clock: Clock
}

/** What can be run for a step. */
export interface NamedCommand extends StepCommand {
  readonly step: string
  /** Nothing can be run for it any more. */
  readonly deleted: boolean
}

export type WantedCommand = Pick<NamedCommand, 'step' | 'command' | 'values'>

/** The saved commands that steps of runbooks name. An unknown runbook rejects with `not_found`. */
export class StepCommands {
  readonly #deps: StepCommandsDeps

  constructor(deps: StepCommandsDeps) {
    this.#deps = deps
  }

  async of(runbook: string): Promise<readonly NamedCommand[]> {
    const { store, commands } = this.#deps
    const { steps } = found((await store.byIds([runbook]))[0], 'runbook')
    const known = new Map((await commands.list()).map((command) => [command.id, command]))
    return steps.flatMap(({ id, saved }) => {
      if (!saved) return []
      const command = known.get(saved.command)
      return { ...saved, step: id, name: command?.name ?? saved.name, deleted: command === undefined }
    })
  }

  /**
   * Says for all steps what can be run, nothing for those that are left out. Nobody names what they may not run themselves; what a step
   * names already stays, whoever writes it again.
   */
  async set(runbook: string, wanted: readonly WantedCommand[], asker: Pick<Asker, 'principal'>): Promise<readonly NamedCommand[]> {
    const { store, permitted, clock } = this.#deps
    const { steps } = found((await store.byIds([runbook]))[0], 'runbook')
    const before = new Map(steps.map(({ id, saved }) => [id, saved]))
    const known = new Map((await permitted.list(asker)).map((command) => [command.id, command]))
    const details: Record<string, readonly string[]> = {}
    const set = new Map<string, StepCommand>()
    wanted.forEach(({ step, command: id, values }, at) => {
      const command = known.get(id)
      const old = before.get(step)
      if (!before.has(step)) details[`steps.${at}.step`] = ['There is no such step']
      else if (command) {
        const problems = valueProblems(command, values)
        for (const [name, problem] of Object.entries(problems)) details[`steps.${at}.values.${name}`] = [problem]
        set.set(step, { command: id, name: command.name, values: filled(values) })
      } else if (old?.command === id) set.set(step, old)
      else details[`steps.${at}.command`] = ['There is no such command']
    })
    if (Object.keys(details).length > 0) throw new DomainError('validation_failed', 'steps', { details })
    await store.setCommands(runbook, set, clock.now())
    return this.of(runbook)
  }
}

/** What is left empty is filled in by whoever runs it. */
function filled(values: StepCommand['values']): StepCommand['values'] {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

function valueProblems({ parameters }: SavedCommand, values: StepCommand['values']): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {}
  for (const [name, value] of Object.entries(filled(values))) {
    const parameter = parameters.find((each) => each.name === name)
    const problem = parameter ? valueProblem(parameter, value, fits) : 'There is no such parameter'
    if (problem !== null) problems[name] = problem
  }
  return problems
}
