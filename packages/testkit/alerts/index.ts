export * from './alert-event.ts'
