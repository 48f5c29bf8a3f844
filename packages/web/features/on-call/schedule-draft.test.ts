import { describe, expect, it } from 'vitest'
import { draftErrors, draftOf, fieldsOf, moved, newLayer, PRESETS, requestOf, type ScheduleDraft } from './schedule-draft.ts'

const NOW = new Date('2026-01-15T12:00').getTime()
const LAYER = { ...newLayer([], 'Rotation', NOW), participants: [2, 1] }
const DRAFT: ScheduleDraft = { name: ' Primary ', zone: 'Europe/Paris', layers: [LAYER] }

describe('the form of a schedule', () => {
  it('sends what was chosen, and no day where turns are no weeks', () => {
    const rest = { participants: [2, 1], handoff: '09:00', start: '2026-01-12', hours: [] }
    const weekly = { name: 'Rotation', rotation: { every: 1, unit: 'week' }, weekday: 1, ...rest }
    expect(requestOf(DRAFT)).toEqual({ name: 'Primary', zone: 'Europe/Paris', layers: [weekly] })
    expect(requestOf({ ...DRAFT, layers: [{ ...LAYER, unit: 'day' }] }).layers[0]?.weekday).toBeNull()
  })

  it('takes a schedule back as it was', () => {
    const { layers, ...rest } = requestOf(DRAFT)
    const people = layers.map((layer) => ({ ...layer, participants: layer.participants.map((id) => ({ id, username: `${id}` })) }))
    const row = { id: 'x', ...rest, layers: people, created_at: '', updated_at: '' }
    expect(requestOf(draftOf(row))).toEqual(requestOf(DRAFT))
  })

  it('says what is missing, field by field', () => {
    expect(draftErrors(DRAFT)).toEqual({})
    const empty = { ...LAYER, name: '', participants: [], start: '', handoff: '', hours: [{ days: [], from: '09:00', to: '17:00' }] }
    const found = Object.keys(draftErrors({ ...DRAFT, name: '', layers: [LAYER, empty] }))
    expect(found).toEqual(['name', 'layers.1.name', 'layers.1.participants', 'layers.1.start', 'layers.1.handoff', 'layers.1.hours.0.days'])
    expect(found.filter((field) => !fieldsOf({ ...DRAFT, layers: [LAYER, empty] }).includes(field))).toEqual([])
  })

  it('names layers apart, and moves them', () => {
    const second = newLayer([LAYER], 'Rotation', NOW)
    expect([second.key, second.name]).toEqual([2, 'Rotation 2'])
    expect(moved(['a', 'b', 'c'], 1, -1)).toEqual(['b', 'a', 'c'])
    expect(moved(['a', 'b'], 1, 1)).toEqual(['a', 'b'])
    expect(PRESETS.always).toEqual([])
  })
})
