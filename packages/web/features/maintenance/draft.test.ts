import type { MaintenanceRow } from '@hyperion/wire/web'
import { describe, expect, it } from 'vitest'
import { draftErrors, draftOf, emptyDraft, requestOf } from './draft.ts'

const NOW = Date.UTC(2026, 10, 20, 10, 12)
const ROW: MaintenanceRow = {
  id: 1,
  name: 'Backups',
  hosts: [1],
  tags: ['db'],
  rules: ['cpu'],
  instances: '*',
  from: null,
  to: null,
  recurrence: { every: 'week', days: [7], day: null, start: '02:00', minutes: 150, zone: 'Europe/Paris' },
  author: 'ada',
  updated_at: '2026-11-01T00:00:00.000Z',
  current: null,
  next: null,
}

describe('a maintenance window’s form', () => {
  it('gives back what it was filled with', () => {
    const { name, hosts, tags, rules, instances, from, to, recurrence } = ROW
    expect(requestOf(draftOf(ROW, NOW, 'UTC'))).toEqual({ name, hosts, tags, rules, instances, from, to, recurrence })
    const monthly = { ...ROW, recurrence: { every: 'month', days: [], day: 31, start: '23:30', minutes: 60, zone: 'UTC' } as const }
    expect(requestOf(draftOf(monthly, NOW, 'UTC')).recurrence).toEqual(monthly.recurrence)
    const once = { ...ROW, recurrence: null, from: '2026-11-30T02:00:00.000Z', to: '2026-11-30T04:30:00.000Z' }
    expect(requestOf(draftOf(once, NOW, 'UTC'))).toMatchObject({ from: once.from, to: once.to, recurrence: null })
  })

  it('begins with the next two hours', () => {
    const draft = emptyDraft(NOW, 'UTC')
    expect(requestOf({ ...draft, name: ' Now ' })).toMatchObject({
      name: 'Now',
      from: '2026-11-20T11:00:00.000Z',
      to: '2026-11-20T13:00:00.000Z',
    })
  })

  it('says what is missing', () => {
    const draft = { ...emptyDraft(NOW, 'UTC'), name: 'x' }
    expect(draftErrors(draft)).toEqual({})
    expect(draftErrors({ ...draft, name: ' ' })).toEqual({ name: 'maintenance.error.name' })
    expect(draftErrors({ ...draft, to: draft.from })).toEqual({ to: 'maintenance.error.order' })
    expect(draftErrors({ ...draft, every: 'week', days: [] })).toEqual({ days: 'maintenance.error.days' })
    expect(draftErrors({ ...draft, every: 'month', hours: 0, start: '' })).toEqual({
      start: 'maintenance.error.time',
      minutes: 'maintenance.error.duration',
    })
  })
})
