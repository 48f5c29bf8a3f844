import { collected, hostProblems, minuteOf, nameProblem, type SettingProblem } from '../alerts/index.ts'
import { isMailAddress } from '../mail/index.ts'
import { isZone } from '../time/index.ts'
import type { ReportScheduleSettings, ReportTiming } from './schedule.ts'

/** What breaks a rule about schedules of reports. */
export type ScheduleProblem =
  | Extract<SettingProblem, 'name' | 'tag' | 'too_many' | 'unknown_host' | 'days' | 'time' | 'zone'>
  | 'address'
  | 'nobody'

export type ScheduleProblems = Readonly<Record<string, readonly ScheduleProblem[]>>

const MOST_RECIPIENTS = 20

/** Everything that is wrong with a schedule, by field; nothing when all is well. */
export function reportScheduleProblems(settings: ReportScheduleSettings): ScheduleProblems {
  const recipients = recipientsProblem(settings.recipients)
  return {
    ...(collected({ name: nameProblem(settings.name), ...hostProblems(settings), ...timingProblems(settings.timing) }) as ScheduleProblems),
    ...(recipients && { recipients: [recipients] }),
  }
}

function timingProblems({ every, weekday, day, time, zone }: ReportTiming): Record<string, SettingProblem | null> {
  return {
    'timing.weekday': fits(weekday, every === 'week', 7) ? null : 'days',
    'timing.day': fits(day, every === 'month', 31) ? null : 'days',
    'timing.time': Number.isNaN(minuteOf(time)) ? 'time' : null,
    'timing.zone': isZone(zone) ? null : 'zone',
  }
}

/** A day where one is wanted, none where not. */
function fits(day: number | null, wanted: boolean, most: number): boolean {
  if (day === null) return !wanted
  return wanted && Number.isInteger(day) && day >= 1 && day <= most
}

function recipientsProblem(recipients: readonly string[]): ScheduleProblem | null {
  if (recipients.length === 0) return 'nobody'
  if (recipients.length > MOST_RECIPIENTS) return 'too_many'
  return recipients.every(isMailAddress) ? null : 'address'
}
