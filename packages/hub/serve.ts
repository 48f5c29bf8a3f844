import { compose, type Hub } from './compose.ts'
import type { Config } from './config.ts'
import { log } from './log.ts'

/** SIGTERM must end the process within 10 s, whatever hangs. */
const STOP_LIMIT_MS = 9_000

/** Runs the hub until SIGTERM or SIGINT; the answer is the exit code. */
export async function serve(config: Config, warnings: readonly string[]): Promise<number> {
  for (const warning of warnings) log(warning)
  process.on('unhandledRejection', (reason) => log(`unexpected: ${reason instanceof Error ? reason.stack : reason}`))
  const signalled = nextSignal()
  let hub: Hub
  try {
    hub = await compose(config, log)
  } catch (error) {
    log(`cannot start: ${startFailure(error, config)}`)
    endWithinLimit()
    return 1
  }
  process.on('SIGHUP', () => hub.reload())
  welcome(config, hub)
  log(`stopping on ${await signalled}`)
  endWithinLimit()
  await hub.stop()
  log('stopped')
  return 0
}

/** Whatever is still running by then. */
function endWithinLimit(): void {
  setTimeout(() => {
    log('stopping took too long; ending now')
    // process.exit() waits for threads, and one of them may hang on a dead mount.
    process.kill(process.pid, 'SIGKILL')
  }, STOP_LIMIT_MS).unref()
}

/** Later ones are taken and ignored: a signal to the process group may arrive twice and must not cut the stop short. */
function nextSignal(): Promise<string> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve(signal))
  })
}

function startFailure(error: unknown, config: Config): string {
  if (!(error instanceof Error)) return String(error)
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') return `port ${config.port} of ${config.host} is in use (HYPERION_PORT)`
  return error.message
}

function welcome(config: Config, hub: Hub): void {
  const lines = [`Hyperion is watching ${hub.hostname}: ${config.publicUrl ?? hub.address}`]
  if (hub.firstLogin) lines.push('First login: admin / admin123 (to be changed right away)')
  process.stdout.write(`${lines.join('\n')}\n`)
}
