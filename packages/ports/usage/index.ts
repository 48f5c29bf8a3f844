export * from './usage.ts'
