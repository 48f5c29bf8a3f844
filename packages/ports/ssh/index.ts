export * from './ssh.ts'
export * from './tunnels.ts'
