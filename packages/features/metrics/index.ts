export * from './recorder.ts'
export * from './retention-settings.ts'
export * from './storage-report.ts'
export * from './upkeep.ts'
