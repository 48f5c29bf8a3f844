export * from './inbox.ts'
export * from './integrations.ts'
export * from './routing.ts'
