export * from './smtp-server.ts'
