export * from './fake-live-host.ts'
export * from './sample-report.ts'
