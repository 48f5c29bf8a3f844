export * from './hosts.ts'
