import { join } from 'node:path'
import type { Database } from '@hyperion/adapters/db'
import { ActionDoor, resolvePaths } from '@hyperion/agent'
import { Actions, type OpenRecorder } from '@hyperion/features/actions'
import type { HubIdentity } from '@hyperion/features/agents'
import type { AuditLog } from '@hyperion/features/audit'
import { Commands, Recordings } from '@hyperion/features/commands'
import type { Hosts } from '@hyperion/features/hosts'
import { OrderLine } from '@hyperion/features/operators'
import { StepCommands } from '@hyperion/features/runbooks'
import type { TwoFactor } from '@hyperion/features/two-factor'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { Config } from '../config.ts'

interface ActionsParts {
  readonly config: Config
  readonly database: Pick<Database, 'actions' | 'commands' | 'runbooks'>
  readonly identity: HubIdentity
  readonly host: LiveHost
  /** Of the hub's own machine. */
  readonly hubHostId: () => number
  readonly hosts: () => Hosts
  readonly audit: AuditLog
  readonly stepUp: TwoFactor
  readonly bus: Bus
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface ActionParts {
  readonly actions: Actions
  readonly commands: Commands
  readonly stepCommands: StepCommands
  readonly recordings: Recordings
  /** The hub's own machine takes orders the same way as any other, signed and within its own tier. */
  readonly ownLine: OrderLine
  stop(): Promise<void>
}

/** What is asked of hosts, and the end of the line on the hub's own machine. */
export function openActions({
  config,
  database,
  identity,
  host,
  hubHostId,
  hosts,
  audit,
  stepUp,
  bus,
  clock,
  log,
}: ActionsParts): ActionParts {
  const known = {
    find: (id: number) => hosts().find(id),
    operator: (id: number) => hosts().operator(id),
    status: (id: number) => hosts().status(id),
  }
  const recordings = new Recordings({ folder: join(config.dataDir, 'recordings'), clock, log })
  const recorder: OpenRecorder = (action) => recordings.open(action)
  const actions = new Actions({ store: database.actions, hosts: known, audit, stepUp, bus, recorder, clock, log })
  const door = new ActionDoor({
    host,
    paths: resolvePaths(),
    tier: config.tier,
    roots: config.fileRoots,
    dataDir: join(config.dataDir, 'operating'),
    closed: [config.dataDir, ...secretFiles(config)],
    recordPath: join(config.dataDir, 'operating', 'actions.log'),
    dockerHost: process.env.DOCKER_HOST,
    agentKey: identity.key,
    hubKey: identity.key,
    clock,
    monotonic: () => performance.now(),
    log,
  })
  const ownLine: OrderLine = new OrderLine(door.capabilities(), {
    agentKey: identity.key,
    sign: (bytes) => identity.sign(bytes),
    send: (message) => door.receive(message),
    clock,
    onLateEnd: (id, ended) => actions.lateEnd(hubHostId(), id, ended),
  })
  door.connected((message) => ownLine.receive(message))
  const commands = new Commands({ store: database.commands, actions, hosts: known, clock })
  return {
    actions,
    commands,
    stepCommands: new StepCommands({ store: database.runbooks, commands: database.commands, permitted: commands, clock }),
    recordings,
    ownLine,
    stop: async () => {
      await actions.stop()
      recordings.stop()
      await door.stop()
      ownLine.close()
    },
  }
}

/** Files outside the data directory that hold what the hub alone may know. */
function secretFiles({ tls }: Config): readonly string[] {
  const { HYPERION_CONFIG: settings } = process.env
  return [...(tls?.kind === 'files' ? [tls.key] : []), ...(settings ? [settings] : [])]
}
