export type { ReportSources } from './compile.ts'
export { type ReportRequest, Reports } from './reports.ts'
export { ReportRuns } from './scheduled/report-runs.ts'
export { ReportSchedules, type ScheduleView } from './scheduled/report-schedules.ts'
