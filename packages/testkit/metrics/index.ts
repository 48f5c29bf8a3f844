export * from './test-metrics.ts'
