import { checkAgent } from './check-agent.ts'
import { AGENT_HELP, type AgentOptions, parseAgentOptions, UsageError } from './options.ts'
import { type RunningAgent, startAgent } from './start-agent.ts'

const TIDY = { allMs: 5_000, youngMs: 1_000 } as const

/** Runs an agent until SIGTERM or SIGINT; the answer is the exit code: 0 done, 1 failed, 2 misused. */
export async function runAgent(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Promise<number> {
  if (args[0] === 'check') return checkAgent(args.slice(1), environment)
  if (args.includes('--help') || args.includes('-h')) {
    console.log(AGENT_HELP)
    return 0
  }
  // Neither the clock's timers nor waiting for a signal keeps a process alive.
  const alive = setInterval(() => {}, 2 ** 30)
  try {
    return await untilSignalled(args, environment)
  } finally {
    clearInterval(alive)
  }
}

async function untilSignalled(args: readonly string[], environment: Readonly<Record<string, string | undefined>>): Promise<number> {
  const signalled = nextSignal()
  let agent: RunningAgent
  try {
    const options = parseAgentOptions(args, environment)
    agent = await startAgent(options, log)
    log(started(options, agent))
  } catch (error) {
    console.error(`hyperion agent: ${error instanceof Error ? error.message : error}`)
    return error instanceof UsageError ? 2 : 1
  }
  const stopTidying = tidyMemory()
  log(`stopping on ${await signalled}`)
  stopTidying()
  await agent.stop()
  return 0
}

/**
 * Gives memory back, where `--expose-gc` allows it: what starting took and what grew old, every few seconds; what came and went, every
 * second, so that it never grows into pages that were not used before.
 */
function tidyMemory(): () => void {
  const collect = globalThis.gc
  if (!collect) return () => {}
  const all = (): void => void collect({ type: 'major', execution: 'sync', flavor: 'last-resort' })
  const young = (): void => void collect({ type: 'minor', execution: 'sync' })
  const timers = [setInterval(all, TIDY.allMs), setInterval(young, TIDY.youngMs)]
  return () => timers.forEach(clearInterval)
}

function started({ dataDir }: AgentOptions, { host }: RunningAgent): string {
  return `watching ${host.info.hostname}; key and buffer in ${dataDir}`
}

function nextSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal))
  })
}

function log(message: string): void {
  process.stderr.write(`${new Date().toISOString()} ${message.replaceAll('\n', ' ')}\n`)
}
