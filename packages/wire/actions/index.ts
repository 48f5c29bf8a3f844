export * from './catalog.ts'
export * from './messages.ts'
export * from './operation.ts'
export * from './processes.ts'
