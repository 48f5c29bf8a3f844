import type { LayerHoursFields, LayerRow, OnCallScheduleRequest, OnCallScheduleRow } from '@hyperion/wire/web'
import { dateText, mondayOf } from './weeks.ts'

export type Unit = 'hour' | 'day' | 'week'

/** A layer as its form holds it; the day of hand-offs is kept while turns are no weeks. */
export interface LayerDraft {
  /** Tells it from others while they are moved. */
  readonly key: number
  readonly name: string
  readonly participants: readonly number[]
  readonly every: number
  readonly unit: Unit
  readonly weekday: number
  readonly handoff: string
  readonly start: string
  readonly hours: readonly LayerHoursFields[]
}

export interface ScheduleDraft {
  readonly name: string
  readonly zone: string
  readonly layers: readonly LayerDraft[]
}

export function newLayer(layers: readonly LayerDraft[], name: string, now: number): LayerDraft {
  const key = Math.max(0, ...layers.map((layer) => layer.key)) + 1
  const times = { every: 1, unit: 'week', weekday: 1, handoff: '09:00', start: dateText(mondayOf(now)) } as const
  return { key, name: layers.length === 0 ? name : `${name} ${key}`, participants: [], ...times, hours: [] }
}

export function draftOf({ name, zone, layers }: OnCallScheduleRow): ScheduleDraft {
  return { name, zone, layers: layers.map(layerDraft) }
}

function layerDraft({ name, participants, rotation, handoff, weekday, start, hours }: LayerRow, index: number): LayerDraft {
  return { key: index + 1, name, participants: participants.map(({ id }) => id), ...rotation, weekday: weekday ?? 1, handoff, start, hours }
}

export function requestOf({ name, zone, layers }: ScheduleDraft): OnCallScheduleRequest {
  return {
    name: name.trim(),
    zone,
    layers: layers.map(({ key: _, every, unit, weekday, name: layerName, ...layer }) => ({
      ...layer,
      name: layerName.trim(),
      rotation: { every, unit },
      weekday: unit === 'week' ? weekday : null,
    })),
  }
}

/** By field, as the hub names it, the key of what is wrong; nothing when it may be sent. */
export function draftErrors({ name, layers }: ScheduleDraft): Readonly<Record<string, string>> {
  const errors: Record<string, string> = name.trim() === '' ? { name: 'onCall.nameMissing' } : {}
  for (const [i, layer] of layers.entries()) {
    if (layer.name.trim() === '') errors[`layers.${i}.name`] = 'onCall.nameMissing'
    if (layer.participants.length === 0) errors[`layers.${i}.participants`] = 'onCall.peopleMissing'
    if (layer.start === '') errors[`layers.${i}.start`] = 'form.required'
    if (layer.handoff === '') errors[`layers.${i}.handoff`] = 'form.required'
    for (const [j, { days }] of layer.hours.entries()) if (days.length === 0) errors[`layers.${i}.hours.${j}.days`] = 'onCall.daysMissing'
  }
  return errors
}

const LAYER_FIELDS = ['name', 'participants', 'rotation.every', 'weekday', 'handoff', 'start'] as const

/** Every field of a draft in the order of its form. */
export function fieldsOf({ layers }: ScheduleDraft): readonly string[] {
  const inLayers = layers.flatMap(({ hours }, i) => [
    ...LAYER_FIELDS.map((field) => `layers.${i}.${field}`),
    ...hours.flatMap((_, j) => ['days', 'from', 'to'].map((field) => `layers.${i}.hours.${j}.${field}`)),
    `layers.${i}.hours`,
  ])
  return ['name', 'zone', ...inLayers, 'layers']
}

/** Hours that are often wanted. */
export const PRESETS: Readonly<Record<'always' | 'work' | 'nights' | 'weekends', readonly LayerHoursFields[]>> = {
  always: [],
  work: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }],
  nights: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '18:00', to: '09:00' }],
  weekends: [{ days: [6, 7], from: '00:00', to: '00:00' }],
}

/** An item of a list one place up or down. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): readonly T[] {
  const [item, other] = [list[index], list[index + by]]
  if (item === undefined || other === undefined) return list
  return list.with(index, other).with(index + by, item)
}
