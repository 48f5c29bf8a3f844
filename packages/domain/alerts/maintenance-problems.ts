import { isZone } from '../time/index.ts'
import { globProblem } from './glob.ts'
import { longestInterval, type MaintenanceSettings, type Recurrence, type SilenceSettings } from './maintenance.ts'
import { collected, daysProblem, hostProblems, nameProblem, type SettingProblem, type SettingProblems } from './rule.ts'
import { minuteOf } from './schedule.ts'
import type { AlertSelector } from './selector.ts'

const MOST = { rules: 100, rule: 50, reason: 500, days: 366, minutes: 14 * 1440 } as const
const DAY = 86_400_000

type Findings = Record<string, SettingProblem | null>

/** Everything that is wrong with a silence, by field; nothing when all is well. An instant that is none is NaN. */
export function silenceProblems(silence: SilenceSettings, now: number): SettingProblems {
  const { from, to, reason } = silence
  const span = spanProblems(from, to)
  const past = to <= now ? 'past' : null
  return collected({ ...selectorProblems(silence), ...span, to: span.to ?? past, reason: reason.length > MOST.reason ? 'reason' : null })
}

/** The same of a maintenance window. */
export function maintenanceProblems(window: MaintenanceSettings): SettingProblems {
  const { from, to, recurrence } = window
  const timing = recurrence ? recurrenceProblems(recurrence, window) : spanProblems(from ?? Number.NaN, to ?? Number.NaN)
  return collected({ name: nameProblem(window.name), ...selectorProblems(window), ...timing })
}

function selectorProblems(selector: AlertSelector): Findings {
  const { rules, instances } = selector
  const fits = rules.length <= MOST.rules && rules.every((rule) => rule.length <= MOST.rule)
  return { ...hostProblems(selector), rules: fits ? null : 'too_many', instances: globProblem(instances) }
}

function spanProblems(from: number, to: number): { readonly from: SettingProblem | null; readonly to: SettingProblem | null } {
  if (Number.isNaN(from) || Number.isNaN(to))
    return { from: Number.isNaN(from) ? 'instant' : null, to: Number.isNaN(to) ? 'instant' : null }
  return { from: null, to: to <= from ? 'order' : to - from > MOST.days * DAY ? 'range' : null }
}

function recurrenceProblems(recurrence: Recurrence, { from, to }: Pick<MaintenanceSettings, 'from' | 'to'>): Findings {
  const { every, days, day, start, zone } = recurrence
  const dayOfMonth = day !== null && Number.isInteger(day) && day >= 1 && day <= 31
  return {
    from: from === null ? null : 'both',
    to: to === null ? null : 'both',
    'recurrence.days': every === 'week' ? daysProblem(days) : days.length > 0 ? 'days' : null,
    'recurrence.day': (every === 'month') === dayOfMonth && (dayOfMonth || day === null) ? null : 'days',
    'recurrence.start': Number.isNaN(minuteOf(start)) ? 'time' : null,
    'recurrence.minutes': durationProblem(recurrence),
    'recurrence.zone': isZone(zone) ? null : 'zone',
  }
}

function durationProblem(recurrence: Recurrence): SettingProblem | null {
  const { minutes } = recurrence
  if (!Number.isInteger(minutes) || minutes < 1) return 'empty'
  if (minutes > MOST.minutes) return 'range'
  const interval = longestInterval(recurrence)
  return interval > 0 && minutes >= interval ? 'endless' : null
}
