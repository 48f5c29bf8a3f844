import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { encodeReport, type Report } from '@hyperion/domain/metrics'
import { systemClock } from '@hyperion/ports/clock'
import { parseEnrolmentToken } from '@hyperion/wire/agent'
import { ActionDoor } from '../actions/action-door.ts'
import type { CheckOptions } from '../check/index.ts'
import { resolvePaths } from '../linux/paths.ts'
import { createLocalHost, type LocalHost } from '../live-host.ts'
import { monotonicMs } from '../monotonic.ts'
import manifest from '../package.json' with { type: 'json' }
import { readCloud } from '../remote/cloud.ts'
import { HubConnection } from '../remote/connection.ts'
import { loadIdentity } from '../remote/identity.ts'
import { inventoryOf } from '../remote/inventory.ts'
import { createPackageLog } from '../remote/package-log.ts'
import { type Enrolled, readEnrolled, writeEnrolled } from '../remote/settings.ts'
import { snapshotFrame } from '../remote/snapshot-frame.ts'
import { openSocket } from '../remote/socket.ts'
import { Spool } from '../remote/spool.ts'
import { type UnitWatch, watchUnits } from '../remote/unit-watch.ts'
import { claimFolder } from './claim.ts'
import { type AgentOptions, isLoopback, UsageError } from './options.ts'

export interface RunningAgent {
  readonly host: LocalHost
  stop(): Promise<void>
}

/** Told of each report after it is in the buffer. */
type OnBuffered = (report: Report, frame: Uint8Array) => void

/** Before a hub ever said otherwise. */
const FIRST_INTERVAL_MS = 15_000

/** Samples this machine and reports to the hub; settles when sampling runs, connected or not. */
export async function startAgent(options: AgentOptions, log: (message: string) => void, onBuffered?: OnBuffered): Promise<RunningAgent> {
  const clock = systemClock
  mkdirSync(options.dataDir, { recursive: true, mode: 0o700 })
  const release = claimFolder(options.dataDir)
  const known = readEnrolled(options.dataDir)
  let hub = hubOf(options, known)
  let kept = JSON.stringify(known)
  const remember = (news: Partial<Enrolled>): void => {
    hub = { ...hub, ...news }
    if (JSON.stringify(hub) === kept || hub.host === 0) return
    kept = JSON.stringify(hub)
    writeEnrolled(options.dataDir, hub)
  }
  const address = { url: new URL(hub.hub), pin: hub.pin, ca: options.ca }
  const spool = new Spool({ folder: join(options.dataDir, 'buffer'), maxBytes: options.bufferBytes, log })
  const cloud = await readCloud()
  const packages = createPackageLog({ root: resolvePaths({ root: options.root }).root, monotonic: monotonicMs })
  let units: UnitWatch | null = null
  const host = createLocalHost({
    clock,
    log,
    diskMount: options.diskMount,
    paths: { root: options.root },
    dockerHost: options.dockerHost,
    watchContainers: options.watchContainers,
    onContainers: () => connection.tellContainers(),
    onUnits: () => units?.look(),
    sampleIntervalMs: hub.intervalMs,
    onLive: (report) => connection.live(report),
    onStored: (report) => {
      const frame = encodeReport(report)
      spool.append(frame)
      onBuffered?.(report, frame)
      connection.pump()
    },
    strain: () => hub.strain ?? null,
    onSnapshot: (snapshot) => {
      spool.append(snapshotFrame(snapshot))
      connection.pump()
    },
  })
  const identity = loadIdentity(options.dataDir)
  const actions = new ActionDoor({
    host,
    paths: resolvePaths({ root: options.root }),
    tier: options.tier,
    roots: options.roots,
    dataDir: options.dataDir,
    ...(options.tokenFile && { closed: [options.tokenFile] }),
    recordPath: join(options.dataDir, 'actions.log'),
    dockerHost: options.dockerHost,
    agentKey: identity.key,
    hubKey: hub.hubKey,
    clock,
    monotonic: monotonicMs,
    log,
  })
  const connection = new HubConnection({
    open: (events) => openSocket(address, events),
    clock,
    identity,
    actions,
    hubKey: hub.hubKey,
    token: options.token,
    version: manifest.version,
    spool,
    inventory: () => inventoryOf(host, cloud, packages.latest()),
    containers: () => host.containers(),
    onWelcome: (welcome) => {
      remember({ host: welcome.host })
      if (options.tokenFile !== null) rmSync(options.tokenFile, { force: true })
    },
    onConfigure: ({ intervalMs, strain }) => {
      host.sampleEvery(intervalMs)
      remember({ intervalMs, strain })
    },
    log,
    diagnose: () => diagnose({ ...address, hubKey: hub.hubKey }),
  })
  await host.start()
  connection.start()
  units = watchUnits({ list: host.units, clock, tell: (list) => connection.units(list), log })
  const { listen, diskMount } = options
  const degraded = (): readonly string[] => troubles(connection, spool, host)
  // A web server is large, and most agents need none.
  const face = listen && (await (await import('./local-face.ts')).openLocalFace({ host, listen, diskMount, degraded }))
  if (face) log(`the HealthCheck API answers at ${face.address}`)
  return {
    host,
    stop: async () => {
      await face?.close()
      units?.stop()
      await actions.stop()
      await host.stop()
      connection.stop()
      spool.close()
      release()
    },
  }
}

/** What the arguments say of the hub, over what is remembered of it. */
function hubOf({ hub, token, pin, insecure }: AgentOptions, known: Enrolled | null): Enrolled {
  const parts = token === null ? null : parseEnrolmentToken(token)
  if (token !== null && !parts) throw new UsageError('--token is not an enrolment token of a hub')
  const hubKey = parts?.hubKey ?? known?.hubKey
  const url = hub?.href ?? known?.hub
  if (hubKey === undefined || url === undefined) throw new UsageError('the first time, --hub and --token are needed')
  const enrolled: Enrolled = {
    hub: url,
    hubKey,
    host: known?.host ?? 0,
    pin: pin ?? known?.pin ?? null,
    insecure: insecure || (known?.insecure ?? false),
    intervalMs: known?.intervalMs ?? FIRST_INTERVAL_MS,
    strain: known?.strain ?? null,
  }
  const address = new URL(url)
  if (address.protocol === 'http:' && !isLoopback(address) && !enrolled.insecure) {
    throw new UsageError(`${address.origin} is not encrypted: use https://, or --insecure if you must`)
  }
  if (address.protocol === 'http:' && enrolled.pin !== null) throw new UsageError('--pin needs an https:// address')
  return enrolled
}

/** What is wrong with the way to the hub, with what to do about it. */
async function diagnose(options: CheckOptions): Promise<readonly string[]> {
  const { checkHub, wordsOf } = await import('../check/index.ts')
  const faults = (await checkHub(options)).filter(({ state }) => state === 'failed').map(wordsOf)
  return faults.map(({ message, fix }) => (fix === null ? message : `${message}. ${fix}`))
}

/** For /health of the agent's own API. */
function troubles(connection: HubConnection, spool: Spool, host: LocalHost): readonly string[] {
  const { reports, trouble } = spool.state()
  return [
    ...(connection.connected ? [] : [`hub: not connected; ${reports} reports wait`]),
    ...(trouble === null ? [] : [`buffer: ${trouble}`]),
    ...host.containers().troubles,
  ]
}
