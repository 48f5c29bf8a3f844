export * from './connection.ts'
export * from './key-pair.ts'
export * from './sshd.ts'
