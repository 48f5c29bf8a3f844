/**
 * How Node runs an agent: no compiler, no helper threads, a small heap that is tidied up, one place to allocate from. An agent
 * runs the same few functions over and over; without these it takes more than twice the memory.
 */
export const AGENT_FLAGS = ['--jitless', '--single-threaded', '--max-semi-space-size=1', '--max-lazy', '--no-node-snapshot', '--expose-gc']

export const AGENT_ENVIRONMENT = { MALLOC_ARENA_MAX: '1', MALLOC_TRIM_THRESHOLD_: '65536', MALLOC_TOP_PAD_: '16384' }
