import { fileURLToPath } from 'node:url'

/** To be started by Node, also on another machine. */
export const AGENT_PROCESS = fileURLToPath(new URL('./agent-process.ts', import.meta.url))
