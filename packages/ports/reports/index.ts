export * from './reports.ts'
export * from './schedules.ts'
