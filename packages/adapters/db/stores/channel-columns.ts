import type { AlertLevel } from '@hyperion/domain/alerts'

/** The levels of a `notify_on` column. */
export function levelsOf(text: string): readonly AlertLevel[] {
  return text.split(',').filter((each) => each !== '') as AlertLevel[]
}

/** The ids of a `hosts` column. */
export function hostsOf(text: string): readonly number[] {
  return text === '' ? [] : text.split(',').map(Number)
}
