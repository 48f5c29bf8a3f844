export * from './sftp.ts'
export * from './ssh.ts'
export * from './tunnels.ts'
