import type { ShiftsAnswer } from '@hyperion/wire/web'
import type { Bar } from './weeks.ts'

export interface CalendarProps {
  readonly answer: ShiftsAnswer
  /** Midnight of the first Monday. */
  readonly from: number
  readonly now: number
  /** Name of whoever looks. */
  readonly me: string | undefined
  /** Null for whoever may only look. */
  readonly onTake: ((bar: Bar) => void) | null
}
