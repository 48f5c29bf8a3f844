import { randomBytes } from 'node:crypto'
import type { ContainerList, HostInventory, UnitInfo } from '@hyperion/domain/hosts'
import { encodeReport, type Report } from '@hyperion/domain/metrics'
import type { Clock } from '@hyperion/ports/clock'
import {
  AGENT_CLOSE,
  AGENT_FEATURES,
  AGENT_LIMITS,
  type Challenge,
  type Configure,
  type FromAgent,
  type FromHub,
  handshakeText,
  PROTOCOL,
  packLive,
  packReports,
  parseFromHub,
  type Welcome,
} from '@hyperion/wire/agent'
import type { ActionDoor } from '../actions/action-door.ts'
import { type AgentIdentity, isSignedBy } from './identity.ts'
import type { HubSocket, SocketEvents } from './socket.ts'
import type { Spool } from './spool.ts'

export interface ConnectionOptions {
  readonly open: (events: SocketEvents) => HubSocket
  readonly clock: Clock
  readonly identity: AgentIdentity
  /** By which the hub is recognised. */
  readonly hubKey: string
  /** Shown once, to be let in. */
  readonly token: string | null
  readonly version: string
  readonly spool: Spool
  readonly inventory: () => HostInventory
  readonly containers: () => ContainerList
  readonly onWelcome: (welcome: Welcome) => void
  /** How often to report, and from where the host counts as strained. */
  readonly onConfigure: (wanted: Pick<Configure, 'intervalMs' | 'strain'>) => void
  /** Where orders come in; left out where none are taken. */
  readonly actions?: Pick<ActionDoor, 'receive' | 'connected' | 'disconnected'>
  readonly log: (message: string) => void
  /** Looks for what keeps the hub from being reached, one line for each fault; left out where nobody is to be told. */
  readonly diagnose?: () => Promise<readonly string[]>
  /** 0 ≤ value < 1. */
  readonly random?: () => number
}

const BACKOFF = { firstMs: 500, lastMs: 30_000, refusedMs: 60_000 } as const
/** The hub pings every 20 s and asks for the time every minute. */
const SILENCE_MS = 65_000
const BATCH_BYTES = 64 * 1024
/** Cut after about the same time this often: something on the way does it. */
const CUTS_WORTH_TELLING = 3
const CUT_MS = 60_000
const STATUS_MS = 15_000
const INVENTORY_MS = 60_000
/** Trying again at once would change nothing. */
const SETTLED: readonly number[] = [
  AGENT_CLOSE.notProved,
  AGENT_CLOSE.revoked,
  AGENT_CLOSE.enrolmentRefused,
  AGENT_CLOSE.duplicate,
  AGENT_CLOSE.tooOld,
]

/** Keeps one connection to the hub open, proves who this is, and sends what the buffer holds until it is acknowledged. */
export class HubConnection {
  readonly #options: ConnectionOptions
  readonly #process = randomBytes(16).toString('base64url')
  readonly #random: () => number
  #socket: HubSocket | null = null
  #nonce = ''
  #welcomed = false
  #live = false
  #sent = 0
  #unacknowledged: { readonly last: number; readonly bytes: number }[] = []
  #attempt = 0
  #stopped = false
  #told = ''
  #diagnosing = false
  #welcomedAt = 0
  #cuts = 0
  #sentInventory = ''
  #sentStatus = ''
  #takesContainers = false
  #units: readonly UnitInfo[] | null = null
  #takesUnits = false
  #timers: (() => void)[] = []
  #cancelSilence = (): void => {}
  #cancelRetry = (): void => {}

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#random = options.random ?? Math.random
  }

  get connected(): boolean {
    return this.#welcomed
  }

  start(): void {
    this.#connect()
  }

  stop(): void {
    this.#stopped = true
    this.#cancelRetry()
    this.#clearTimers()
    this.#socket?.close(1001, 'agent stopping')
    this.#socket?.terminate()
  }

  /** Sends what came into the buffer. */
  pump(): void {
    const { spool } = this.#options
    while (this.#welcomed) {
      const inFlight = this.#unacknowledged.reduce((sum, { bytes }) => sum + bytes, 0)
      const room = Math.min(BATCH_BYTES, AGENT_LIMITS.windowBytes - BATCH_BYTES - inFlight)
      if (room <= 0) return
      const records = spool.read(Math.max(this.#sent, spool.acknowledged), room)
      const [first] = records
      if (!first) return
      const message = packReports(
        first.seq,
        records.map(({ frame }) => frame),
      )
      this.#sent = first.seq + records.length - 1
      this.#unacknowledged.push({ last: this.#sent, bytes: message.length })
      this.#socket?.send(message)
    }
  }

  /** Tells which containers there are, where the hub wants to know. */
  tellContainers(): void {
    if (this.#welcomed && this.#takesContainers) this.#send({ type: 'containers', list: this.#options.containers() })
  }

  /** Sends a live sample while somebody watches. */
  live(report: Report): void {
    if (this.#live && this.#welcomed) this.#socket?.send(packLive(encodeReport(report)))
  }

  /** Sends the units now, and whenever a connection is opened. */
  units(units: readonly UnitInfo[]): void {
    this.#units = units
    if (this.#welcomed) this.#tellUnits()
  }

  #connect(): void {
    this.#heard()
    this.#socket = this.#options.open({
      open: () => this.#hello(),
      message: (text) => this.#receive(text),
      ping: () => this.#heard(),
      error: (error) => {
        if (this.#tell(`no connection to the hub: ${error.message || (error as NodeJS.ErrnoException).code}`)) void this.#diagnose()
      },
      closed: (code, reason) => this.#closed(code, reason),
    })
  }

  #hello(): void {
    const { identity, version, inventory } = this.#options
    this.#nonce = randomBytes(32).toString('base64url')
    this.#send({
      type: 'hello',
      protocol: PROTOCOL.current,
      version,
      features: AGENT_FEATURES,
      key: identity.key,
      nonce: this.#nonce,
      process: this.#process,
      hostname: inventory().info.hostname,
    })
  }

  #receive(text: string): void {
    this.#heard()
    try {
      this.#onMessage(parseFromHub(text))
    } catch (error) {
      this.#tell(`the hub is not understood: ${error instanceof Error ? error.message : error}`)
      this.#socket?.terminate()
    }
  }

  #onMessage(message: FromHub): void {
    if (message.type === 'challenge') this.#prove(message)
    else if (message.type === 'welcome') this.#welcome(message)
    else if (!this.#welcomed) throw new Error(`${message.type} is out of turn`)
    else if (message.type === 'ack') this.#acknowledged(message.seq, message.refused)
    else if (message.type === 'configure') this.#options.onConfigure(message)
    else if (message.type === 'live') this.#live = message.on
    else if (message.type === 'time') this.#send({ type: 'time', asked: message.asked, now: this.#options.clock.now() })
    else this.#options.actions?.receive(message)
  }

  /** Nothing is shown to a hub that did not prove to be the one that this agent was enrolled with. */
  #prove({ protocol, key, nonce, signature }: Challenge): void {
    const { identity, hubKey, token } = this.#options
    if (protocol < PROTOCOL.oldest || protocol > PROTOCOL.current) throw new Error(`protocol ${protocol} is not spoken here`)
    const parts = { protocol, hubKey, agentKey: identity.key, hubNonce: nonce, agentNonce: this.#nonce }
    if (key !== hubKey || !isSignedBy(hubKey, handshakeText('hub', parts), signature)) {
      throw new Error('it is not the hub that this agent belongs to; enrol it anew if the hub was made anew')
    }
    this.#send({ type: 'proof', signature: identity.sign(handshakeText('agent', parts)), token })
  }

  #welcome(welcome: Welcome): void {
    const { clock, log, onWelcome, onConfigure } = this.#options
    if (this.#nonce === '' || this.#welcomed) throw new Error('welcome is out of turn')
    this.#welcomed = true
    this.#welcomedAt = clock.now()
    this.#attempt = 0
    this.#told = ''
    this.#sent = 0
    this.#unacknowledged = []
    this.#sentInventory = ''
    this.#sentStatus = ''
    log(`connected to the hub as host ${welcome.host}`)
    if (welcome.lacks.length > 0) log(`this agent is older than the hub and lacks: ${welcome.lacks.join(', ')}`)
    onWelcome(welcome)
    onConfigure(welcome)
    this.#tellInventory()
    this.#tellStatus()
    // A hub that is older than this agent would not know what it hears.
    this.#takesContainers = welcome.features.includes('containers')
    this.tellContainers()
    this.#takesUnits = welcome.features.includes('units')
    this.#tellUnits()
    if (welcome.features.includes('actions')) this.#options.actions?.connected((message) => this.#send(message))
    this.#timers = [repeat(clock, STATUS_MS, () => this.#tellStatus()), repeat(clock, INVENTORY_MS, () => this.#tellInventory())]
    this.pump()
  }

  #acknowledged(seq: number, refused: readonly { readonly seq: number; readonly reason: string }[]): void {
    const [first] = refused
    if (first) this.#tell(`the hub refused ${refused.length} reports: ${first.reason}`)
    this.#options.spool.acknowledge(seq, refused.length)
    this.#unacknowledged = this.#unacknowledged.filter(({ last }) => last > seq)
    this.pump()
  }

  #tellInventory(): void {
    const inventory = this.#options.inventory()
    const text = JSON.stringify(inventory)
    if (text !== this.#sentInventory) this.#send({ type: 'inventory', inventory })
    this.#sentInventory = text
  }

  #tellUnits(): void {
    if (this.#units && this.#takesUnits) this.#send({ type: 'units', units: this.#units })
  }

  #tellStatus(): void {
    const { reports, bytes, dropped, refused, trouble } = this.#options.spool.state()
    const status = { buffered: reports, bufferedBytes: bytes, dropped, refused, trouble }
    const text = JSON.stringify(status)
    if (text !== this.#sentStatus) this.#send({ type: 'status', status })
    this.#sentStatus = text
  }

  #send(message: FromAgent): void {
    this.#socket?.send(JSON.stringify(message))
  }

  /** Every sign of life puts the end off: a route that was lost closes nothing. */
  #heard(): void {
    this.#cancelSilence()
    this.#cancelSilence = this.#options.clock.after(SILENCE_MS, () => this.#socket?.terminate())
  }

  #closed(code: number, reason: string): void {
    const was = this.#welcomed
    this.#socket = null
    this.#welcomed = false
    this.#live = false
    this.#nonce = ''
    this.#clearTimers()
    if (was) this.#options.actions?.disconnected()
    if (this.#stopped) return
    if (reason) this.#tell(`the hub ended the connection: ${reason}`)
    else if (was) this.#lost()
    const settled = SETTLED.includes(code)
    const ceiling = settled ? BACKOFF.refusedMs : Math.min(BACKOFF.lastMs, BACKOFF.firstMs * 2 ** Math.min(this.#attempt++, 10))
    // Half is chance, so that a restarted hub is not met by all its agents at once.
    const delay = ceiling / 2 + (ceiling / 2) * this.#random()
    this.#cancelRetry = this.#options.clock.after(delay, () => this.#connect())
  }

  #lost(): void {
    const lasted = this.#options.clock.now() - this.#welcomedAt
    this.#cuts = lasted < CUT_MS ? this.#cuts + 1 : 0
    if (this.#cuts < CUTS_WORTH_TELLING) this.#tell('the connection to the hub was lost')
    else {
      const seconds = Math.round(lasted / 1000)
      this.#tell(`the connection to the hub is cut again and again, now after ${seconds} s: give proxies in between a longer idle timeout`)
    }
  }

  /** Goes the way to the hub step by step and tells where it ends. */
  async #diagnose(): Promise<void> {
    if (this.#diagnosing || !this.#options.diagnose) return
    this.#diagnosing = true
    try {
      for (const line of await this.#options.diagnose()) if (!this.#stopped) this.#options.log(line)
    } catch (error) {
      this.#options.log(`the way to the hub could not be checked: ${error instanceof Error ? error.message : error}`)
    } finally {
      this.#diagnosing = false
    }
  }

  #clearTimers(): void {
    this.#cancelSilence()
    for (const stop of this.#timers) stop()
    this.#timers = []
  }

  /** Says what is wrong once, however often it is tried again; whether it was said now. */
  #tell(message: string): boolean {
    const news = message !== this.#told
    if (news) this.#options.log(message)
    this.#told = message
    return news
  }
}

function repeat(clock: Clock, ms: number, task: () => void): () => void {
  let cancel = (): void => {}
  const schedule = (): void => {
    cancel = clock.after(ms, () => {
      schedule()
      task()
    })
  }
  schedule()
  return () => cancel()
}
