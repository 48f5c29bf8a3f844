import { SEVERITIES } from '@hyperion/domain/incidents'
import { METRIC_PERIODS, type MetricPeriod } from '@hyperion/features/incidents'
import { type Static, Type } from 'typebox'

const strict = { additionalProperties: false } as const
const PERIODS = Object.keys(METRIC_PERIODS) as MetricPeriod[]
const period = { period: Type.Optional(Type.Enum(PERIODS, { description: '30d when left out.', examples: ['30d'] })) }

export const PeriodQuery = Type.Object(period, strict)
export type PeriodQuery = Static<typeof PeriodQuery>
export const OffendersQuery = Type.Object(
  { ...period, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 100, description: '10 when left out.', examples: [10] })) },
  strict,
)
export type OffendersQuery = Static<typeof OffendersQuery>
export const ExportQuery = Type.Object({ ...period, format: Type.Optional(Type.Enum(['csv'], { examples: ['csv'] })) }, strict)
export type ExportQuery = Static<typeof ExportQuery>

const Period = Type.Enum(PERIODS, { examples: ['30d'] })
const count = (example: number) => Type.Integer({ examples: [example] })
const seconds = Type.Union([Type.Integer({ examples: [420] }), Type.Null()])
const counted = Type.Object(
  { mttd: count(42), mtta: count(40), mttr: count(39) },
  { description: 'Over how many incidents each average is.' },
)
const bySeverity = Type.Record(Type.Enum([...SEVERITIES]), Type.Integer(), { examples: [{ SEV1_CRITICAL: 5 }] })
const Service = Type.Object({ id: Type.String(), name: Type.String({ examples: ['redis-prod'] }) })

export const SummaryAnswer = Type.Object({
  period: Period,
  total_incidents: count(42),
  open_incidents: count(3),
  resolved_incidents: count(39),
  avg_mttd_seconds: seconds,
  avg_mtta_seconds: seconds,
  avg_mttr_seconds: seconds,
  incidents_by_severity: bySeverity,
  averaged_over: counted,
})

export const TrendsAnswer = Type.Object({
  period: Period,
  data: Type.Array(
    Type.Object({
      date: Type.String({ description: 'First day of the seven.', examples: ['2026-01-06'] }),
      incidents: count(3),
      mttr_avg: seconds,
      resolved: Type.Integer({ description: 'Over how many the average is.' }),
    }),
  ),
})

const offender = { service: Service, incidents: count(12), avg_mttr_seconds: seconds, resolved: count(11) }
export const OffendersAnswer = Type.Object({ period: Period, results: Type.Array(Type.Object(offender)) })

export const ByServiceAnswer = Type.Object({
  period: Period,
  results: Type.Array(
    Type.Object({
      ...offender,
      open_incidents: count(1),
      avg_mttd_seconds: seconds,
      avg_mtta_seconds: seconds,
      incidents_by_severity: bySeverity,
      averaged_over: counted,
    }),
  ),
})
