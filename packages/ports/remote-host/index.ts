export * from './remote-host.ts'
