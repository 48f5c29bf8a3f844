import type { TimelineType } from '@hyperion/domain/incidents'

/** A line on the timeline of an incident, written along with what it tells. */
export interface ToldLine {
  readonly type: Extract<TimelineType, 'ESCALATION' | 'NOTIFICATION'>
  readonly message: string
  readonly data?: Readonly<Record<string, unknown>>
}
