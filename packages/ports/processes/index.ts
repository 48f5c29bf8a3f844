export * from './processes.ts'
