export * from './lanes.ts'
