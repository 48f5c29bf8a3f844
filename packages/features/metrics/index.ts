export * from './maintenance.ts'
export * from './recorder.ts'
