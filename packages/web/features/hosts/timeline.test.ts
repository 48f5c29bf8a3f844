import type { AlertRow } from '@hyperion/wire/web'
import { expect, it } from 'vitest'
import type { HostEvent } from './host-events.ts'
import { timelineOf } from './timeline.ts'

const event = (id: number, at: number, kind: HostEvent['kind']): HostEvent => ({
  id,
  at,
  kind,
  subject: null,
  before: null,
  after: null,
  action: null,
})
const alert = (id: number, from: number, to: number | null): AlertRow =>
  ({ id, level: 'critical', started_at: new Date(from).toISOString(), resolved_at: to && new Date(to).toISOString() }) as AlertRow

it('puts events and both ends of alerts in one order, newest first', () => {
  const found = timelineOf([event(1, 3_000, 'kernel'), event(2, 1_000, 'booted')], [alert(7, 2_000, 4_000), alert(8, 5_000, null)])
  expect(found.map(({ key, group, tone }) => [key, group, tone])).toEqual([
    ['alert 8', 'alerts', 'critical'],
    ['resolved 7', 'alerts', 'good'],
    ['event 1', 'changes', 'quiet'],
    ['alert 7', 'alerts', 'critical'],
    ['event 2', 'boot', 'warning'],
  ])
})

it('tells a lost connection from its return', () => {
  const found = timelineOf([event(1, 2, 'connected'), event(2, 1, 'disconnected')], [])
  expect(found.map(({ group, tone }) => [group, tone])).toEqual([
    ['connection', 'good'],
    ['connection', 'warning'],
  ])
})

it('tells what was done from what failed and what was deployed', () => {
  const action = { id: 'a1', operation: 'unit.restart', by: 'ada', reason: 'stuck', ended_at: 6 }
  const done = { ...event(0, 5, 'action'), id: null, action: { ...action, state: 'succeeded' } } as const
  const broken = { ...event(0, 4, 'action'), id: null, action: { ...action, id: 'a2', state: 'unknown' } } as const
  const found = timelineOf([done, broken, event(3, 3, 'unit_recovered'), event(2, 2, 'unit_failed'), event(1, 1, 'deploy')], [])
  expect(found.map(({ key, group, tone }) => [key, group, tone])).toEqual([
    ['action a1', 'actions', 'quiet'],
    ['action a2', 'actions', 'warning'],
    ['event 3', 'units', 'good'],
    ['event 2', 'units', 'critical'],
    ['event 1', 'deploys', 'quiet'],
  ])
})
