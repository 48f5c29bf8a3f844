export * from './emptied.ts'
export * from './postgres.ts'
