export * from './incidents.ts'
export * from './steps.ts'
