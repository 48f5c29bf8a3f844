export * from './metric-store.ts'
