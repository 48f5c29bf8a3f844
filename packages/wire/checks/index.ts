export * from './checks.ts'
