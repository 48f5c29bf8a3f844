import { RETENTION_LIMITS } from '@hyperion/domain/metrics'
import type { RetentionDays, RetentionRequest } from '@hyperion/wire/web'
import { type Static, type TSchema, Type } from 'typebox'
import { Instant, orNull } from './host-schemas.ts'
import { strict } from './schemas.ts'

const Id = Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] })
const Bytes = Type.Number()
const limits = ({ least, most }: { readonly least: number; readonly most: number }) => ({ minimum: least, maximum: most })

const days = {
  raw_days: Type.Integer({ ...limits(RETENTION_LIMITS.rawDays), description: 'Days that values stay as reported.', examples: [30] }),
  five_minute_days: Type.Integer({
    ...limits(RETENTION_LIMITS.fineDays),
    description: 'Days that values stay at least in steps of five minutes, hourly beyond; not fewer than `raw_days`.',
    examples: [90],
  }),
  total_days: Type.Integer({
    ...limits(RETENTION_LIMITS.totalDays),
    description: 'Days after which everything goes, 0 for never; not fewer than `five_minute_days`.',
    examples: [0],
  }),
}
const example = { raw_days: 30, five_minute_days: 90, total_days: 730 }
const Confirm = Type.Boolean({ default: false, description: 'Has to be true where the change takes history away; see the preview.' })

export const RetentionBody = Type.Object({ ...days, confirm: Type.Optional(Confirm) }, { ...strict, examples: [example] })
export type RetentionBody = Required<RetentionRequest>

export const PreviewBody = Type.Object(days, { ...strict, examples: [example] })
export type PreviewBody = RetentionDays

export const HostPreviewBody = Type.Object(
  {
    raw_days: Type.Optional(days.raw_days),
    five_minute_days: Type.Optional(days.five_minute_days),
    total_days: Type.Optional(days.total_days),
  },
  { ...strict, description: 'All fields, or none for the retention of all hosts.', examples: [example] },
)
export type HostPreviewBody = Partial<RetentionDays>

export const ConfirmQuery = Type.Object({ confirm: Type.Optional(Confirm) }, strict)
export type ConfirmQuery = Required<Static<typeof ConfirmQuery>>

const retention = { raw_days: Type.Integer(), five_minute_days: Type.Integer(), total_days: Type.Integer() }
const RetentionDaysAnswer = Type.Object(retention)

export const RetentionAnswer = Type.Object({
  ...retention,
  updated_at: orNull(Type.String({ format: 'date-time' }), { description: 'Null, as its author is, while it is as it came.' }),
  updated_by: orNull(Type.String()),
})

export const PreviewAnswer = Type.Object({
  hosts: Type.Array(
    Type.Object({
      id: Id,
      name: Type.String(),
      dropped_days: Type.Integer({ description: 'Days of history that go for good.' }),
      dropped_bytes: Bytes,
      thinned_days: Type.Integer({ description: 'Days of values as reported that only stay as averages with minimum and maximum.' }),
      thinned_values: Type.Integer(),
      thinned_bytes: Bytes,
    }),
    { description: 'Hosts that lose something.' },
  ),
  dropped_bytes: Bytes,
  thinned_bytes: Bytes,
})

const ForecastAnswer = Type.Object({
  points: Type.Array(Type.Object({ at: Instant, bytes: Bytes }), { description: 'From now on, when it goes on as in the last days.' }),
  settled_bytes: orNull(Bytes, { description: 'At the end of the retention; null where something is kept for ever.' }),
  settled_at: orNull(Instant),
})

const hostFields: Record<string, TSchema> = {
  id: Id,
  name: Type.String({ examples: ['web-01'] }),
  bytes: Bytes,
  parts: Type.Object(
    { raw: Bytes, five_minutes: Bytes, hourly: Bytes, times: Bytes, journal: Bytes },
    { description: 'Bytes as reported, in steps of five minutes, hourly, of report times, and of what is not in blocks yet.' },
  ),
  values: Type.Integer({ description: 'Held as reported.' }),
  bytes_per_value: orNull(Type.Number()),
  first: orNull(Instant),
  last: orNull(Instant),
  day_bytes: Type.Number({ description: 'Of a day as reported, lately.' }),
  growth_per_day: Type.Number({ description: 'Of all its history, at present.' }),
  settled_bytes: orNull(Bytes),
  bytes_in_a_year: Bytes,
  retention: RetentionDaysAnswer,
  own_retention: Type.Boolean({ description: 'Set for this host; otherwise that of all.' }),
}

export const HostStorageAnswer = Type.Object({ ...hostFields, forecast: ForecastAnswer, standard: RetentionDaysAnswer })

export const HistoryStorageAnswer = Type.Object({
  at: Instant,
  bytes: Bytes,
  values: Type.Integer(),
  day_bytes: Bytes,
  growth_per_day: Bytes,
  database_bytes: Bytes,
  free_bytes: Type.Number({ description: 'Of the database, free to be written anew.' }),
  volume: orNull(Type.Object({ total_bytes: Bytes, free_bytes: Bytes }), { description: 'Null where the history is on another machine.' }),
  full_at: orNull(Instant, { description: 'When the volume is full; null when that is beyond ten years, or not known.' }),
  forecast: ForecastAnswer,
  retention: RetentionAnswer,
  hosts: Type.Array(Type.Object(hostFields)),
  deleting: Type.Array(Type.Object({ id: Id, blocks_left: Type.Integer() }), {
    description: 'Hosts that were deleted and whose history still goes.',
  }),
})
