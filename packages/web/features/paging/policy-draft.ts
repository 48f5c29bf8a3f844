import type { PolicyRequest, PolicyRow, TargetRow } from '@hyperion/wire/escalation'

export interface StepDraft {
  /** Tells steps apart while they are moved. */
  readonly key: number
  /** `user:1`, `schedule:<id>` */
  readonly targets: readonly string[]
  readonly delay: string
}

export interface PolicyDraft {
  readonly name: string
  readonly description: string
  readonly steps: readonly StepDraft[]
  readonly repeat: string
  readonly notify: readonly string[]
}

type Target = Pick<TargetRow, 'type' | 'id'>

export function keyOf({ type, id }: Target): string {
  return `${type}:${id}`
}

export function targetOf(key: string): PolicyRequest['steps'][number]['targets'][number] {
  const [type = '', id = ''] = key.split(/:(.*)/s)
  return type === 'user' || type === 'channel' ? { type, id: Number(id) } : { type: type === 'team' ? 'team' : 'schedule', id }
}

export function emptyStep(key: number): StepDraft {
  return { key, targets: [], delay: '5' }
}

export function draftOf(policy: PolicyRow | null): PolicyDraft {
  if (!policy) return { name: '', description: '', steps: [emptyStep(0)], repeat: '2', notify: [] }
  const { name, description, steps, repeat, notify } = policy
  return {
    name,
    description,
    steps: steps.map(({ targets, delay_minutes }, key) => ({ key, targets: targets.map(keyOf), delay: String(delay_minutes) })),
    repeat: String(repeat),
    notify: notify.map(({ id }) => String(id)),
  }
}

/** What can be told before asking the hub, as translation keys by field. */
export function draftErrors({ name, steps, repeat }: PolicyDraft): Readonly<Record<string, string>> {
  const wrong = steps.flatMap(({ targets, delay }, at) => [
    ...(targets.length === 0 ? [[`steps.${at}.targets`, 'paging.noTargets']] : []),
    ...(isWhole(delay, 1440) ? [] : [[`steps.${at}.delay_minutes`, 'paging.delayWrong']]),
  ])
  return {
    ...(name.trim() === '' && { name: 'catalog.nameMissing' }),
    ...Object.fromEntries(wrong),
    ...(!isWhole(repeat, 9) && { repeat: 'paging.repeatWrong' }),
  }
}

export function requestOf({ name, description, steps, repeat, notify }: PolicyDraft): PolicyRequest {
  return {
    name: name.trim(),
    description,
    steps: steps.map(({ targets, delay }) => ({ delay_minutes: Number(delay), targets: targets.map(targetOf) })),
    repeat: Number(repeat),
    notify: notify.map(Number),
  }
}

/** The steps with one a place further up or down. */
export function moved<T>(items: readonly T[], from: number, by: 1 | -1): readonly T[] {
  const to = from + by
  if (to < 0 || to >= items.length) return items
  return items.toSpliced(from, 1).toSpliced(to, 0, items[from] as T)
}

function isWhole(text: string, most: number): boolean {
  return /^\d{1,4}$/.test(text.trim()) && Number(text) <= most
}
