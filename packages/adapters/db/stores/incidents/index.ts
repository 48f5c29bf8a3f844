export * from './metrics.ts'
export * from './steps.ts'
export * from './store.ts'
