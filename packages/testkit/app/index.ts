export * from './sample-metrics.ts'
export * from './test-app.ts'
