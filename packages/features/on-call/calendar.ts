import type { Shift } from '@hyperion/domain/on-call'
import ical, { ICalCalendarMethod } from 'ical-generator'
import type { People } from './people.ts'

/** How often calendars are asked to look again. */
const REFRESH_SECONDS = 3600

export interface CalendarParts {
  readonly id: string
  readonly name: string
  readonly shifts: readonly Shift[]
  readonly people: People
  /** When it is made, epoch ms. */
  readonly at: number
}

/** Shifts as RFC 5545 has calendars: an event for each, in UTC. */
export function calendarOf({ id, name, shifts, people, at }: CalendarParts): string {
  const calendar = ical({
    name,
    prodId: { company: 'Hyperion', product: 'On-call' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  })
  for (const { from, to, users } of shifts) {
    const who = people.of(users).map(({ username }) => username)
    calendar.createEvent({
      id: `${id}-${from}@hyperion`,
      stamp: new Date(at),
      start: new Date(from),
      end: new Date(to),
      summary: `${name}: ${who.join(', ')}`,
    })
  }
  return calendar.toString()
}
