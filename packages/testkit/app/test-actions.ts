import { join } from 'node:path'
import type { Database } from '@hyperion/adapters/db'
import { ActionDoor, resolvePaths } from '@hyperion/agent'
import type { Tier } from '@hyperion/domain/actions'
import { Actions, type OpenRecorder } from '@hyperion/features/actions'
import { hubIdentity } from '@hyperion/features/agents'
import type { AuditLog } from '@hyperion/features/audit'
import { Commands, Recordings } from '@hyperion/features/commands'
import type { Hosts } from '@hyperion/features/hosts'
import { type Operator, OrderLine } from '@hyperion/features/operators'
import { StepCommands } from '@hyperion/features/runbooks'
import { passingKey } from '@hyperion/features/secrets'
import type { TwoFactor } from '@hyperion/features/two-factor'
import type { Bus } from '@hyperion/ports/bus'
import { type Clock, systemClock } from '@hyperion/ports/clock'
import type { LiveHost } from '@hyperion/ports/live-host'

interface TestActions {
  readonly database: Database
  readonly host: LiveHost
  readonly hubHostId: number
  readonly hosts: () => Hosts
  readonly audit: AuditLog
  readonly stepUp: TwoFactor
  readonly bus: Bus
  /** Of the hub's own machine. */
  readonly tier: Tier
  readonly roots: readonly string[]
  /** Where the file system of that machine is seen. */
  readonly root: string | undefined
  readonly folder: string
  readonly dockerHost: string | undefined
  /** Takes orders in its stead, by the clock of the test. */
  readonly operator: Operator | undefined
  readonly clock: Clock
}

/** Orders for the hub's own machine, carried out on the machine that the test runs on, by its real clock. */
export function testActions(options: TestActions) {
  const { database, host, hubHostId, hosts, audit, stepUp, bus, tier, roots, root, folder, dockerHost, operator } = options
  const { key, sign } = hubIdentity(passingKey())
  const door = new ActionDoor({
    host,
    paths: resolvePaths(root === undefined ? {} : { root }),
    tier,
    roots,
    dataDir: join(folder, 'operating'),
    recordPath: join(folder, 'operating', 'actions.log'),
    dockerHost,
    agentKey: key,
    hubKey: key,
    clock: systemClock,
    monotonic: () => performance.now(),
    log: () => {},
  })
  const known = {
    find: (id: number) => hosts().find(id),
    operator: (id: number) => hosts().operator(id),
    status: (id: number) => hosts().status(id),
  }
  const clock = operator ? options.clock : systemClock
  const shared = { clock, log: () => {} }
  const recordings = new Recordings({ folder: join(folder, 'recordings'), ...shared })
  const recorder: OpenRecorder = (action) => recordings.open(action)
  const actions = new Actions({ store: database.actions, hosts: known, audit, stepUp, bus, recorder, ...shared })
  const commands = new Commands({ store: database.commands, actions, hosts: known, clock })
  const stepCommands = new StepCommands({ store: database.runbooks, commands: database.commands, permitted: commands, clock })
  const ownLine: OrderLine = new OrderLine(door.capabilities(), {
    agentKey: key,
    sign,
    send: (message) => door.receive(message),
    clock: systemClock,
    onLateEnd: (id, ended) => actions.lateEnd(hubHostId, id, ended),
  })
  door.connected((message) => ownLine.receive(message))
  const stop = async (): Promise<void> => {
    await actions.stop()
    recordings.stop()
    await door.stop()
    ownLine.close()
  }
  return { actions, commands, stepCommands, recordings, ownLine: operator ?? ownLine, stop }
}
