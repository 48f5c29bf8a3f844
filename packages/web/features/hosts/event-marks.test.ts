import { expect, it } from 'vitest'
import { eventMarks } from './event-marks.ts'
import type { HostEvent } from './host-events.ts'

const event = (id: number, kind: HostEvent['kind'], subject: string | null = null): HostEvent => ({
  id,
  at: id * 1000,
  kind,
  subject,
  before: null,
  after: null,
  action: null,
})
const marks = (...oldestFirst: readonly HostEvent[]) =>
  eventMarks(oldestFirst.toReversed(), 7, ({ kind }) => kind).map(({ label, from, to, level }) => [label, from, to, level])

it('draws what lasts until it is over', () => {
  expect(marks(event(1, 'disconnected'), event(2, 'connected'), event(3, 'disconnected'))).toEqual([
    ['disconnected', 1000, 2000, 'warning'],
    ['disconnected', 3000, null, 'warning'],
  ])
  expect(marks(event(1, 'unit_failed', 'web'), event(2, 'unit_failed', 'db'), event(3, 'unit_recovered', 'web'))).toEqual([
    ['unit_failed', 1000, 3000, 'warning'],
    ['unit_failed', 2000, 2000, 'warning'],
  ])
})

it('leaves out what no figure follows', () => {
  expect(marks(event(1, 'hostname'), event(2, 'deploy', 'web'), event(3, 'kernel')).map(([label]) => label)).toEqual(['deploy', 'kernel'])
})

it('draws an action while it goes on, as a way to it', () => {
  const action = { id: 'a1', operation: 'unit.restart', by: 'ada', reason: 'stuck', state: 'running', ended_at: null } as const
  const [mark] = eventMarks([{ ...event(1, 'action', 'web'), id: null, action }], 7, () => '')
  expect(mark).toMatchObject({ from: 1000, to: null, level: 'info', link: '/hosts/7/actions?action=a1' })
  const [ended] = eventMarks(
    [{ ...event(1, 'action', 'web'), id: null, action: { ...action, state: 'failed', ended_at: 4000 } }],
    7,
    () => '',
  )
  expect(ended).toMatchObject({ to: 4000, level: 'warning' })
  const [lost] = eventMarks([{ ...event(1, 'action', 'web'), id: null, action: { ...action, state: 'unknown' } }], 7, () => '')
  expect(lost).toMatchObject({ to: 1000 })
})
