export * from './ssh-hosts.ts'
