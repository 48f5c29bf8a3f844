import type { RunbookRequest, RunbookRow } from '@hyperion/wire/services'
import type { StepCommandsAnswer, StepCommandsRequest } from '@hyperion/wire/web'

export interface SavedDraft {
  readonly command: number
  readonly name: string
  readonly values: Readonly<Record<string, string>>
}

export interface StepDraft {
  /** Tells steps apart while they move; of the hub's where it knows the step. */
  readonly key: string
  readonly id: string | null
  readonly title: string
  readonly description: string
  readonly command: string
  readonly minutes: number | null
  readonly critical: boolean
  readonly confirmation: boolean
  /** The saved command that can be run for it. */
  readonly saved: SavedDraft | null
}

export interface RunbookDraft {
  readonly title: string
  readonly description: string
  /** Empty for none. */
  readonly service: string
  readonly steps: readonly StepDraft[]
}

export function emptyStep(): StepDraft {
  const blank = { title: '', description: '', command: '', minutes: null, critical: false, confirmation: false, saved: null }
  return { ...blank, key: crypto.randomUUID(), id: null }
}

export function emptyRunbook(): RunbookDraft {
  return { title: '', description: '', service: '', steps: [emptyStep()] }
}

export function draftOf({ title, description, service, steps }: RunbookRow, commands: StepCommandsAnswer['steps']): RunbookDraft {
  const named = new Map(commands.map(({ step, command, name, values }) => [step, { command, name, values }]))
  return {
    title,
    description,
    service: service?.id ?? '',
    steps: steps.map((step) => ({
      key: step.id,
      id: step.id,
      title: step.title,
      description: step.description,
      command: step.command ?? '',
      minutes: step.expected_duration_minutes,
      critical: step.is_critical,
      confirmation: step.requires_confirmation,
      saved: named.get(step.id) ?? null,
    })),
  }
}

export function requestOf({ title, description, service, steps }: RunbookDraft): RunbookRequest {
  return {
    title: title.trim(),
    description,
    service: service || null,
    steps: steps.map((step) => ({
      ...(step.id !== null && { id: step.id }),
      title: step.title.trim(),
      description: step.description,
      command: step.command.trim() || null,
      expected_duration_minutes: step.minutes,
      is_critical: step.critical,
      requires_confirmation: step.confirmation,
    })),
  }
}

/** What the steps name, by the ids that the hub gave them, in their order. */
export function commandsOf({ steps }: RunbookDraft, row: RunbookRow): StepCommandsRequest {
  const sorted = row.steps.toSorted((a, b) => a.order - b.order)
  return {
    steps: steps.flatMap(({ saved }, at) => {
      const step = sorted[at]
      return saved && step ? { step: step.id, command: saved.command, values: saved.values } : []
    }),
  }
}

/** What the hub says of the commands of steps, by the places of these among all. */
export function atSteps(details: Readonly<Record<string, readonly string[]>>, { steps }: RunbookDraft): Record<string, readonly string[]> {
  const places = steps.flatMap(({ saved }, at) => (saved ? [at] : []))
  return Object.fromEntries(
    Object.entries(details).map(([field, words]) => {
      const [, at = '', name] = /^steps\.(\d+)\.(?:values\.)?(.+)$/.exec(field) ?? []
      const place = places[Number(at)]
      if (name === undefined || place === undefined) return [field, words]
      return [`steps.${place}.saved`, field.includes('.values.') ? words.map((each) => `${name}: ${each}`) : words]
    }),
  )
}

/** The same with the item at one place moved to another. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return items
  return items.toSpliced(from, 1).toSpliced(to, 0, item)
}

/** Minutes of all steps that say how long they take; null where none does. */
export function minutesOf(steps: readonly { readonly expected_duration_minutes: number | null }[]): number | null {
  const told = steps.flatMap(({ expected_duration_minutes: minutes }) => minutes ?? [])
  return told.length > 0 ? told.reduce((sum, each) => sum + each, 0) : null
}
