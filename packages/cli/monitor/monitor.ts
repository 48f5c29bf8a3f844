import { setTimeout as pause } from 'node:timers/promises'
import { DISCORD_ALERTS, type DiscordMessage, discordMessage } from '@hyperion/wire/discord'
import { type Change, changesSince } from './changes.ts'
import { EXIT, MonitorFailure } from './failure.ts'
import { askHub } from './hub.ts'
import { type Lock, takeLock } from './lock.ts'
import { type MonitorLog, monitorLog, secretsOf } from './log.ts'
import { MisuseError, MONITOR_HELP, type MonitorOptions, monitorOptions } from './options.ts'
import { MonitorState } from './state.ts'
import { Webhook } from './webhook.ts'

/** Runs `hyperion monitor` once; the answer is the exit code. */
export async function monitor(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    console.log(MONITOR_HELP)
    return EXIT.fine
  }
  let options: MonitorOptions
  try {
    options = monitorOptions(args, environment)
  } catch (error) {
    if (!(error instanceof MisuseError)) throw error
    for (const mistake of error.mistakes) console.error(`hyperion monitor: ${mistake}`)
    return EXIT.misuse
  }
  const log = monitorLog(secretsOf(options.credentials, options.webhook))
  try {
    const { webhook, dryRun } = options
    return dryRun || !webhook ? await rehearse(options, log) : await alone(options, webhook, log)
  } catch (error) {
    if (!(error instanceof MonitorFailure)) throw error
    log.error(error.message)
    return error.exitCode
  }
}

async function rehearse(options: MonitorOptions, log: MonitorLog): Promise<number> {
  const { host, messages } = await pendingMessages(options, readState(options, log))
  log.info(`dry run: ${messages.length === 0 ? `nothing to send about ${host}` : `${messages.length} to send about ${host}`}`)
  for (const { message } of messages) console.log(JSON.stringify(message, null, 2))
  return EXIT.fine
}

async function alone(options: MonitorOptions, webhook: URL, log: MonitorLog): Promise<number> {
  const lock = await lockState(options, log)
  if (lock === 'busy') {
    log.info('another run is still at work: left to it')
    return EXIT.fine
  }
  try {
    return await watch(options, new Webhook(webhook, options.timeoutMs, { pause, log: log.error }), log)
  } finally {
    lock?.release()
  }
}

/** Undefined when there is no place for a lock, say on a read-only disk: alerts are then sent rather than lost. */
async function lockState({ stateFile, timeoutMs }: MonitorOptions, log: MonitorLog): Promise<Lock | 'busy' | undefined> {
  try {
    return await takeLock(`${stateFile}.lock`, timeoutMs)
  } catch (error) {
    log.error(`cannot lock ${stateFile}: ${reasonOf(error)}`)
    return undefined
  }
}

async function watch(options: MonitorOptions, webhook: Webhook, log: MonitorLog): Promise<number> {
  const state = readState(options, log)
  const { host, messages, present } = await pendingMessages(options, state)
  if (messages.length === 0) {
    log.info(`nothing to send about ${host} (${present} alerts)`)
    return EXIT.fine
  }
  let exitCode: number = EXIT.fine
  for (const { message, changes } of messages) {
    await webhook.post(message)
    for (const { alert } of changes) log.info(`sent: ${host} ${alert.type} ${alert.level.toUpperCase()}: ${alert.message}`)
    if (!(await remembered(state, changes, log))) exitCode = EXIT.misuse
  }
  return exitCode
}

interface Pending {
  readonly host: string
  /** How many alerts the hub has, of whatever level. */
  readonly present: number
  readonly messages: readonly { readonly message: DiscordMessage; readonly changes: readonly Change[] }[]
}

async function pendingMessages(options: MonitorOptions, state: MonitorState): Promise<Pending> {
  const { host, alerts } = await askHub(options)
  const changes = changesSince(state.told, alerts, options)
  const parts = Array.from({ length: Math.ceil(changes.length / DISCORD_ALERTS) }, (_, part) =>
    changes.slice(part * DISCORD_ALERTS, (part + 1) * DISCORD_ALERTS),
  )
  const messageOf = (part: readonly Change[]) => discordMessage({ host, at: Date.now(), alerts: part.map(({ alert }) => alert) })
  return { host, present: alerts.length, messages: parts.map((part) => ({ message: messageOf(part), changes: part })) }
}

function readState({ stateFile, hub, webhook }: MonitorOptions, log: MonitorLog): MonitorState {
  return MonitorState.read(stateFile, hub, webhook, log.error)
}

/** After sending, never before: an alert may be told twice, but not never. */
async function remembered(state: MonitorState, changes: readonly Change[], log: MonitorLog): Promise<boolean> {
  try {
    await state.write(changes.reduce((told, { remember }) => remember(told), state.told))
    return true
  } catch (error) {
    log.error(`sent, but it cannot be remembered and will be sent again: ${reasonOf(error)}`)
    return false
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
