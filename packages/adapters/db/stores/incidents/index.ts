export * from './steps.ts'
export * from './store.ts'
