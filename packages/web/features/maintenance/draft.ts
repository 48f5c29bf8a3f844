import type { MaintenanceRequest, MaintenanceRow } from '@hyperion/wire/web'
import { localText } from '../../app/local-time.ts'
import type { Errors } from '../../app/use-submit.ts'

export type Every = 'once' | 'week' | 'month'

/** A window as its form holds it: texts as typed, times on the clock of this device or of the zone. */
export interface WindowDraft {
  readonly name: string
  readonly every: Every
  /** `2026-11-30T02:00`, on this device's clock; for one that happens once. */
  readonly from: string
  readonly to: string
  /** 1 is Monday. */
  readonly days: readonly number[]
  readonly day: number
  readonly start: string
  readonly hours: number
  readonly minutes: number
  readonly zone: string
  readonly hosts: readonly number[]
  readonly tags: readonly string[]
  readonly rules: readonly string[]
  readonly instances: string
}

export const FIELDS = ['name', 'from', 'to', 'days', 'day', 'start', 'minutes', 'zone', 'instances', 'hosts', 'tags', 'rules'] as const
export type Field = (typeof FIELDS)[number]

const HOUR_MS = 3_600_000

export function emptyDraft(now: number, zone: string): WindowDraft {
  const next = Math.ceil(now / HOUR_MS) * HOUR_MS
  return {
    name: '',
    every: 'once',
    from: localText(next),
    to: localText(next + 2 * HOUR_MS),
    days: [7],
    day: 1,
    start: '02:00',
    hours: 2,
    minutes: 0,
    zone,
    hosts: [],
    tags: [],
    rules: [],
    instances: '*',
  }
}

export function draftOf(row: MaintenanceRow, now: number, zone: string): WindowDraft {
  const { name, recurrence, hosts, tags, rules, instances } = row
  const empty = { ...emptyDraft(now, zone), name, hosts, tags, rules, instances }
  if (!recurrence) return { ...empty, from: localText(Date.parse(row.from ?? '')), to: localText(Date.parse(row.to ?? '')) }
  const { every, days, day, start, minutes } = recurrence
  const time = { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
  return { ...empty, every, days: every === 'week' ? days : empty.days, day: day ?? empty.day, start, ...time, zone: recurrence.zone }
}

/** By field the key of what is wrong; nothing when it may be sent. */
export function draftErrors(draft: WindowDraft): Errors<Field> {
  const { name, every, from, to, days, start, hours, minutes } = draft
  const errors: Partial<Record<Field, string>> = {}
  if (name.trim() === '') errors.name = 'maintenance.error.name'
  if (every === 'once') {
    if (from === '') errors.from = 'maintenance.error.time'
    if (to === '' || to <= from) errors.to = 'maintenance.error.order'
    return errors
  }
  if (every === 'week' && days.length === 0) errors.days = 'maintenance.error.days'
  if (!/^\d\d:\d\d$/.test(start)) errors.start = 'maintenance.error.time'
  if (hours * 60 + minutes <= 0) errors.minutes = 'maintenance.error.duration'
  return errors
}

export function requestOf(draft: WindowDraft): MaintenanceRequest {
  const { every, days, day, start, hours, minutes, zone, hosts, tags, rules, instances } = draft
  const about = { name: draft.name.trim(), hosts, tags, rules, instances: instances.trim() || '*' }
  if (every === 'once') return { ...about, from: instant(draft.from), to: instant(draft.to), recurrence: null }
  const when = every === 'week' ? { days: days.toSorted((a, b) => a - b), day: null } : { days: [], day }
  return { ...about, from: null, to: null, recurrence: { every, ...when, start, minutes: hours * 60 + minutes, zone } }
}

function instant(local: string): string {
  return new Date(local).toISOString()
}
