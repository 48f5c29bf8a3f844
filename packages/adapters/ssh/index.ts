export * from './ssh2-client.ts'
