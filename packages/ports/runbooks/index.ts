export * from './runbooks.ts'
