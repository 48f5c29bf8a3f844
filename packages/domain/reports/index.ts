export * from './schedule.ts'
export * from './schedule-problems.ts'
