export * from './tasks.ts'
