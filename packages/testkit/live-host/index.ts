export * from './document-host.ts'
export * from './fake-live-host.ts'
export * from './sample-report.ts'
