export * from './recorder.ts'
export * from './upkeep.ts'
