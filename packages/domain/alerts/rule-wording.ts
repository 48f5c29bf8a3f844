import { findMetric, type GroupId } from '../metrics/index.ts'
import { type RuleSettings, ruleUnit } from './rule.ts'
import { shownValue } from './wording.ts'

/** What stands before a metric's label where the label alone says too little. */
const SUBJECTS: Readonly<Partial<Record<GroupId, string>>> = {
  cpu: 'CPU',
  core: 'Core',
  memory: 'Memory',
  filesystem: 'File system',
  disk: 'Disk',
  network: 'Interface',
  temperature: 'Sensor',
}

/** What a rule has to say of a value: `File system /data: Used is at 94%`. */
export function ruleMessage(rule: RuleSettings, instance: string, value: number): string {
  switch (rule.kind) {
    case 'metric':
      return `${watched(rule, instance)} is at ${shownValue(value, ruleUnit(rule))}`
    case 'filling':
      return value < Math.max(rule.warning ?? 0, rule.critical ?? 0)
        ? `${instance} will be full in about ${shownHours(value)}`
        : `${instance} has room`
    case 'silent':
      return value >= 1 ? `no report for ${shownMinutes(value)}` : 'reports are coming in'
    case 'unit_failed':
      return value >= 0 ? `${instance} has failed` : `${instance} is well`
  }
}

/** What there is to say of a metric that has no value any more. */
export function noDataMessage(rule: RuleSettings, instance: string, minutes: number): string {
  return minutes >= 1 ? `${watched(rule, instance)} has had no value for ${shownMinutes(minutes)}` : `${watched(rule, instance)} has values`
}

function watched({ metric, name }: RuleSettings, instance: string): string {
  const found = metric === null ? undefined : findMetric(metric)
  if (!found) return name
  const subject = [SUBJECTS[found.group], instance].filter(Boolean).join(' ')
  return subject ? `${subject}: ${found.label}` : found.label
}

function shownHours(hours: number): string {
  return hours < 1 ? shownMinutes(hours * 60) : `${Math.round(hours)} h`
}

function shownMinutes(minutes: number): string {
  return minutes < 120 ? `${Math.round(minutes)} min` : `${Math.round(minutes / 60)} h`
}
