export * from './thresholds.ts'
