export * from './fake-on-call.ts'
export * from './paging-night.ts'
export * from './test-escalation.ts'
