import type { RunbookRequest, RunbookRow } from '@hyperion/wire/services'

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
}

export interface RunbookDraft {
  readonly title: string
  readonly description: string
  /** Empty for none. */
  readonly service: string
  readonly steps: readonly StepDraft[]
}

export function emptyStep(): StepDraft {
  const blank = { title: '', description: '', command: '', minutes: null, critical: false, confirmation: false }
  return { ...blank, key: crypto.randomUUID(), id: null }
}

export function emptyRunbook(): RunbookDraft {
  return { title: '', description: '', service: '', steps: [emptyStep()] }
}

export function draftOf({ title, description, service, steps }: RunbookRow): RunbookDraft {
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
