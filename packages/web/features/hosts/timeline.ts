import type { AlertRow } from '@hyperion/wire/web'
import { IconAlertTriangle, IconBolt, IconCircleCheck, IconPencil, IconPlugConnectedX, IconRefresh, IconStack2 } from '../../app/icons.ts'
import { type HostEvent, keyOf } from './host-events.ts'

export const EVENT_GROUPS = ['alerts', 'actions', 'units', 'deploys', 'connection', 'boot', 'changes'] as const
export type EventGroup = (typeof EVENT_GROUPS)[number]

const ICONS = {
  alerts: IconAlertTriangle,
  actions: IconBolt,
  units: IconAlertTriangle,
  deploys: IconStack2,
  connection: IconPlugConnectedX,
  boot: IconRefresh,
  changes: IconPencil,
} as const

/** What went well again has the same sign, whatever it was. */
export function iconOf({ group, tone }: Happening): (typeof ICONS)[EventGroup] {
  return tone === 'good' ? IconCircleCheck : ICONS[group]
}

/** One line of a host's timeline. */
export interface Happening {
  readonly key: string
  readonly at: number
  readonly group: EventGroup
  readonly tone: 'quiet' | 'good' | 'warning' | 'critical'
  readonly event?: HostEvent
  readonly alert?: AlertRow
  /** Of an alert. */
  readonly ended?: boolean
}

/** Events and both ends of alerts, newest first. */
export function timelineOf(events: readonly HostEvent[], alerts: readonly AlertRow[]): readonly Happening[] {
  return [...events.map(happeningOf), ...alerts.flatMap(endsOf)].sort((a, b) => b.at - a.at)
}

function happeningOf(event: HostEvent): Happening {
  const { at, kind, action } = event
  const base = { key: keyOf(event), at, event }
  if (action) return { ...base, group: 'actions', tone: action.state === 'failed' || action.state === 'unknown' ? 'warning' : 'quiet' }
  if (kind === 'unit_failed') return { ...base, group: 'units', tone: 'critical' }
  if (kind === 'unit_recovered') return { ...base, group: 'units', tone: 'good' }
  if (kind === 'deploy' || kind === 'packages') return { ...base, group: 'deploys', tone: 'quiet' }
  if (kind === 'booted') return { ...base, group: 'boot', tone: 'warning' }
  if (kind === 'disconnected') return { ...base, group: 'connection', tone: 'warning' }
  if (kind === 'connected') return { ...base, group: 'connection', tone: 'good' }
  return { ...base, group: 'changes', tone: 'quiet' }
}

function endsOf(alert: AlertRow): readonly Happening[] {
  const began = { key: `alert ${alert.id}`, at: Date.parse(alert.started_at), group: 'alerts', tone: alert.level, alert } as const
  if (alert.resolved_at === null) return [began]
  const over = {
    key: `resolved ${alert.id}`,
    at: Date.parse(alert.resolved_at),
    group: 'alerts',
    tone: 'good',
    alert,
    ended: true,
  } as const
  return [over, began]
}
