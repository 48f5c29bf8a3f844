export { createLocalHost, type LocalHost, type LocalHostOptions } from './live-host.ts'
