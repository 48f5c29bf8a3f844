export * from './real-systemd.ts'
