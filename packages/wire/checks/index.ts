export * from './checks.ts'
export * from './targets.ts'
