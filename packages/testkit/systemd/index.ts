export * from './pass-on.ts'
export * from './real-systemd.ts'
export * from './systemd-sshd.ts'
