import { describe, expect, it } from 'vitest'
import { type Layer, type OnCallSettings, onCallProblems, overrideProblems } from './index.ts'

const LAYER: Layer = {
  name: 'Days',
  participants: [1, 2],
  rotation: { every: 1, unit: 'week' },
  handoff: '09:00',
  weekday: 1,
  start: '2026-01-05',
  hours: [{ days: [1, 2], from: '09:00', to: '17:00' }],
}
const USERS = new Set([1, 2])
const schedule = (layer: Partial<Layer>, more: Partial<OnCallSettings> = {}) =>
  onCallProblems({ name: 'Primary', zone: 'Europe/Paris', layers: [{ ...LAYER, ...layer }], ...more }, USERS)
const override = (more: object) => overrideProblems({ user: 1, from: 1000, to: 2000, reason: '', ...more }, USERS)
const hours = LAYER.hours[0] as Layer['hours'][number]

describe('mistakes', () => {
  it.each([
    ['nothing', schedule({}), {}],
    ['no name', schedule({}, { name: ' ' }), { name: ['name'] }],
    ['no zone', schedule({}, { zone: 'Mars/Olympus' }), { zone: ['zone'] }],
    ['no layers', schedule({}, { layers: [] }), { layers: ['no_layers'] }],
    [
      'too many layers',
      schedule({}, { layers: Array.from({ length: 11 }, (_, i) => ({ ...LAYER, name: `${i}` })) }),
      { layers: ['too_many'] },
    ],
    ['a name twice', schedule({}, { layers: [LAYER, LAYER] }), { 'layers.1.name': ['taken'] }],
    ['nobody', schedule({ participants: [] }), { 'layers.0.participants': ['nobody'] }],
    ['somebody unknown', schedule({ participants: [1, 9] }), { 'layers.0.participants': ['unknown_user'] }],
    ['too many', schedule({ participants: Array.from({ length: 51 }, () => 1) }), { 'layers.0.participants': ['too_many'] }],
    ['no turn', schedule({ rotation: { every: 0, unit: 'week' } }), { 'layers.0.rotation.every': ['range'] }],
    ['half a turn', schedule({ rotation: { every: 1.5, unit: 'week' } }), { 'layers.0.rotation.every': ['range'] }],
    ['an endless one', schedule({ rotation: { every: 53, unit: 'week' } }), { 'layers.0.rotation.every': ['range'] }],
    ['no time', schedule({ handoff: '24:00' }), { 'layers.0.handoff': ['time'] }],
    ['no day of the week', schedule({ weekday: null }), { 'layers.0.weekday': ['days'] }],
    ['one that is none', schedule({ weekday: 8 }), { 'layers.0.weekday': ['days'] }],
    ['one each day', schedule({ rotation: { every: 1, unit: 'day' } }), { 'layers.0.weekday': ['days'] }],
    ['no date', schedule({ start: '2026-02-30' }), { 'layers.0.start': ['date'] }],
    ['a date in words', schedule({ start: 'tomorrow' }), { 'layers.0.start': ['date'] }],
    ['a date far away', schedule({ start: '9999-01-01' }), { 'layers.0.start': ['range'] }],
    ['no days of hours', schedule({ hours: [{ ...hours, days: [] }] }), { 'layers.0.hours.0.days': ['days'] }],
    [
      'hours that are none',
      schedule({ hours: [{ ...hours, from: '9', to: '25:00' }] }),
      { 'layers.0.hours.0.from': ['time'], 'layers.0.hours.0.to': ['time'] },
    ],
    ['too many hours', schedule({ hours: Array.from({ length: 15 }, () => hours) }), { 'layers.0.hours': ['too_many'] }],
    ['nothing of an override', override({}), {}],
    ['an unknown user', override({ user: 9 }), { user: ['unknown_user'] }],
    ['an end before the beginning', override({ to: 1000 }), { to: ['order'] }],
    ['no instants', override({ from: Number.NaN, to: Number.NaN }), { from: ['instant'], to: ['instant'] }],
    ['years', override({ to: 1e12 }), { to: ['range'] }],
    ['a novel', override({ reason: 'x'.repeat(201) }), { reason: ['reason'] }],
  ])('%s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })
})
