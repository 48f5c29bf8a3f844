export * from './ssh.ts'
