export * from './discord-server.ts'
