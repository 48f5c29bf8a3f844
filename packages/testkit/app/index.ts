export * from './google-hub.ts'
export * from './sample-metrics.ts'
export * from './slack-hub.ts'
export * from './test-app.ts'
