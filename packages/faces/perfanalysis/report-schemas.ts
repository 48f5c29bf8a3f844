import { REPORT_FORMATS, type ReportFormat } from '@hyperion/ports/reports'
import { type Static, Type } from 'typebox'
import { strict } from './schemas.ts'

const LONGEST_HOURS = 87_600

const Format = Type.Enum([...REPORT_FORMATS], { type: 'string', examples: ['html'] })
const Time = Type.String({ format: 'date-time', examples: ['2026-01-11T22:35:00Z'] })
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) => Type.Union([type, Type.Null()])
const Status = Type.Enum(['pending', 'generating', 'completed', 'failed'], { type: 'string', examples: ['pending'] })
const Hours = Type.Integer({ minimum: 1, maximum: LONGEST_HOURS, examples: [24] })

export const GenerateBody = Type.Object(
  {
    collector_id: Type.Integer({ minimum: 1, maximum: 2_147_483_647, examples: [1] }),
    format: Format,
    time_range_hours: Type.Union([Hours, Type.Literal('all'), Type.Null()], {
      default: 24,
      description: 'Up to now; `all` or null for all there is.',
      examples: [24],
    }),
    include_containers: Type.Boolean({ default: true, examples: [true] }),
    language: Type.Enum(['en', 'fr'], { type: 'string', default: 'en', examples: ['en'] }),
  },
  { ...strict, required: ['collector_id', 'format'] },
)
export interface GenerateBody {
  readonly collector_id: number
  readonly format: ReportFormat
  readonly time_range_hours: number | 'all' | null
  readonly include_containers: boolean
  readonly language: 'en' | 'fr'
}

const known = {
  id: Type.Integer({ examples: [2] }),
  name: Type.String({ examples: ['Performance Report - pcc-test-vm - 2026-01-11'] }),
  collector_id: Type.Integer({ examples: [1] }),
  status: Status,
  format: Format,
  created_at: Time,
}

export const GenerateAnswer = Type.Object(known)

export const ReportAnswer = Type.Object({
  ...known,
  collector_name: Type.String({ examples: ['pcc-test-vm'] }),
  file_url: orNull(Type.String({ examples: ['/media/reports/report_1_20260111.html'] })),
  file_size_bytes: orNull(Type.Integer({ examples: [1048576] })),
  time_range_hours: orNull(Hours),
  completed_at: orNull(Time),
  error_message: orNull(Type.String()),
  progress: Type.Number({ description: 'From 0 to 1.', examples: [0.7] }),
})

export const ReportsAnswer = Type.Array(ReportAnswer)

export const ReportParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }) }, strict)
export type ReportParams = Static<typeof ReportParams>
