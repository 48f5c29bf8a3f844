export * from './live-host.ts'
