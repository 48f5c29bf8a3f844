export type { PathOptions } from './linux/paths.ts'
export { createLocalHost, type LocalHost, type LocalHostOptions } from './live-host.ts'
export { readCloud } from './remote/cloud.ts'
export { runAgent } from './run/run-agent.ts'
