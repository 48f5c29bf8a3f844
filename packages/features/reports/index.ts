export type { ReportSources } from './compile.ts'
export { type ReportRequest, Reports } from './reports.ts'
