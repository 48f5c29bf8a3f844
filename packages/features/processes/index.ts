export * from './process-history.ts'
