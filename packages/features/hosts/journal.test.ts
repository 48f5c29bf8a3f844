import type { Action } from '@hyperion/domain/actions'
import type { ContainerInfo, HostInventory, UnitInfo, UnitState } from '@hyperion/domain/hosts'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { beforeEach, describe, expect, it } from 'vitest'
import { HostJournal, type HostStatus, Hosts } from './index.ts'

const GIB = 2 ** 30
const BOOTED = Date.UTC(2026, 0, 1)

let clock: TestClock
let database: TestDatabase
let host: number
let status: HostStatus
let version: string
let journal: HostJournal
let log: string[]
let units: readonly UnitInfo[] | null

const inventory: HostInventory = {
  info: {
    hostname: 'atlas',
    os: { name: 'Debian', version: '12', architecture: 'x86_64', kernel: '6.1' },
    cpu: { model: 'EPYC', cores: 4 },
    memoryBytes: 16 * GIB,
    bootedAt: BOOTED,
  },
  interfaces: [{ name: 'eth0', ipv4: ['192.0.2.1'], ipv6: [], mac: null, speed: null, up: true, virtual: false }],
  mounts: [],
  cloud: null,
}

beforeEach(async () => {
  clock = new TestClock()
  database = await openTestDatabase()
  host = (await database.hosts.ensureHub('atlas', clock.now())).id
  const rest = { intervalMs: 15_000, ownInterval: false, troubles: [], lacks: [] }
  status = { name: 'atlas', inventory, online: true, lastSeen: clock.now(), ...rest }
  version = '1.0.0'
  units = null
  log = []
  await begin()
  return async () => {
    await journal.stop()
    await database.close()
  }
})

async function begin(): Promise<void> {
  const told = async () => units && { at: clock.now(), units }
  const refuse = () => Promise.reject(new Error('not asked for'))
  const hosts = new Hosts({
    store: database.hosts,
    sources: [{ kind: 'hub', status: (of) => (of === host ? status : undefined), change: refuse, remove: refuse, units: told }],
  })
  journal = new HostJournal({
    store: database.hostEvents,
    hosts,
    actions: database.actions,
    agentVersion: () => version,
    clock,
    log: (line) => log.push(line),
  })
  await journal.start()
}

async function restart(): Promise<void> {
  await journal.stop()
  await begin()
}

async function later(seconds: number): Promise<void> {
  for (let left = seconds; left > 0; left -= 15) {
    if (status.online) status = { ...status, lastSeen: clock.now() }
    await clock.advance(15_000)
  }
}

function changed(info: Partial<HostInventory['info']>): void {
  status = { ...status, inventory: { ...inventory, info: { ...inventory.info, ...info } } }
}

const told = async (): Promise<readonly string[]> => {
  const events = await journal.events(host, { limit: 50 })
  return events
    .map(({ kind, subject, before, after }) => [kind, subject, before, after].filter((each) => each !== null).join(' '))
    .toReversed()
}
const events = (expected: readonly string[]) => expect.poll(told).toEqual(expected)

describe('what happens to a host', () => {
  it('is nothing while it stays as it is', async () => {
    await later(300)
    await events([])
  })

  it('is a reboot, dated by itself, and what came with it', async () => {
    await later(30)
    const bootedAt = clock.now() - 5_000
    const { os } = inventory.info
    changed({ bootedAt, os: { ...os, version: '13', kernel: '6.12' }, memoryBytes: 32 * GIB })
    version = '1.1.0'
    await later(15)
    await events(
      [
        'booted',
        'agent_version 1.0.0 1.1.0',
        'kernel 6.1 6.12',
        'os Debian 12 Debian 13',
        'hardware EPYC, 4 × CPU, 16.0 GiB EPYC, 4 × CPU, 32.0 GiB',
      ].toSorted((a, b) => Number(b === 'booted') - Number(a === 'booted')),
    )
    expect((await journal.events(host, { kinds: ['booted'], limit: 1 }))[0]?.at).toBe(bootedAt)
  })

  it('is no reboot when its clock was set', async () => {
    changed({ bootedAt: BOOTED + 2_000 })
    await later(30)
    changed({ bootedAt: BOOTED - 3_600_000 })
    await later(30)
    await events([])
  })

  it('is a lost connection once it lasts, dated by the last sign of life, and its return', async () => {
    await later(30)
    const lost = clock.now()
    status = { ...status, online: false, lastSeen: lost }
    await later(45)
    await events([])
    await later(45)
    await events(['disconnected'])
    expect((await journal.events(host, { limit: 1 }))[0]?.at).toBe(lost)
    status = { ...status, online: true }
    await later(15)
    await events(['disconnected', 'connected'])
  })

  it('is noticed over a restart of the hub, which itself is none of it', async () => {
    await later(60)
    status = { ...status, online: false }
    await restart()
    await later(30)
    status = { ...status, online: true }
    changed({ bootedAt: clock.now() - 1000 })
    await later(30)
    await events(['booted'])
  })

  it('waits for a host that has not told what it is', async () => {
    status = { ...status, inventory: null }
    await later(30)
    changed({ hostname: 'atlas-2' })
    await later(30)
    await events(['hostname atlas atlas-2'])
  })
})

const unit = (name: string, state: UnitState): UnitInfo => ({ name, description: '', state, since: null, enabled: true })
const container = (name: string, id: string, image: string): ContainerInfo => {
  const rest = { engine: 'docker', state: 'running', exitCode: null, health: null, createdAt: 0, startedAt: 0 } as const
  return { name, id: id.repeat(64), image, ...rest }
}

/** Until the round is over, not only begun; what was noticed is then known from the database alone. */
async function looked(): Promise<void> {
  await later(15)
  await restart()
}

describe('units', () => {
  it('that failed are told once, and when they run again', async () => {
    units = [unit('old', 'failed'), unit('web', 'running')]
    await looked()
    units = [unit('old', 'failed'), unit('web', 'failed')]
    await looked()
    await events(['unit_failed web'])
    units = [unit('old', 'failed'), unit('web', 'starting')]
    await looked()
    units = [unit('old', 'failed'), unit('web', 'running')]
    await looked()
    await events(['unit_failed web', 'unit_recovered web'])
  })

  it('that are gone did not recover, and those of an absent host are as they were', async () => {
    units = [unit('web', 'running')]
    await looked()
    units = [unit('web', 'failed')]
    await looked()
    await events(['unit_failed web'])
    status = { ...status, online: false }
    units = []
    await looked()
    status = { ...status, online: true }
    await looked()
    await events(['unit_failed web'])
  })

  it('that failed while the hub was stopped are told after', async () => {
    units = [unit('web', 'running')]
    await looked()
    await journal.stop()
    units = [unit('web', 'failed')]
    await begin()
    await events(['unit_failed web'])
  })
})

describe('a deploy', () => {
  const tell = async (...containers: readonly ContainerInfo[]) => {
    journal.containers(host, { engines: ['docker'], containers, troubles: [] })
    await looked()
  }

  it('is another container of another image under the same name', async () => {
    await tell(container('web', 'a', 'web:1'), container('db', 'b', 'db:1'))
    await tell(container('web', 'a', 'web:1'))
    await tell(container('db', 'c', 'db:1'))
    await tell(container('web', 'd', 'web:2'), container('db', 'c', 'db:1'), container('new', 'e', 'new:1'))
    await events(['deploy web web:1 web:2'])
  })

  it('is no image that only lost its tag, until a container is made of the new one', async () => {
    await tell(container('web', 'a', 'web:latest'))
    await tell(container('web', 'a', `sha256:${'1'.repeat(64)}`))
    await events([])
    await tell(container('web', 'b', 'web:latest'))
    await events([`deploy web sha256:${'1'.repeat(12)} web:latest`])
  })
  it('is a unit that is started with another program than before, and none that is only started, or replaced', async () => {
    const run = async (since: number, file: string, minute: number) => {
      units = [{ ...unit('shop', 'running'), since, program: { file, changedAt: Date.UTC(2026, 0, 1, 12, minute) } }]
      await looked()
    }
    await run(1, '/opt/shop/1/serve', 0)
    await run(2, '/opt/shop/1/serve', 0)
    // As after an agent that was started in between looked.
    await run(2, '/opt/shop/2/serve', 1)
    await events([])
    units = [unit('shop', 'stopped')]
    await looked()
    await run(3, '/opt/shop/2/serve', 1)
    await events(['deploy shop /opt/shop/1/serve /opt/shop/2/serve'])
    await run(4, '/opt/shop/2/serve', 9)
    await events(['deploy shop /opt/shop/1/serve /opt/shop/2/serve', 'deploy shop 2026-01-01 12:01 UTC 2026-01-01 12:09 UTC'])
  })
})

describe('packages', () => {
  const run = async (at: string, count: number, ...changes: readonly string[]) => {
    status = { ...status, inventory: { ...inventory, packages: { at, count, changes } } }
    await looked()
  }

  it('that were changed are told once for each run, and not those of before', async () => {
    await run('2026-01-01 06:00:00', 1, 'curl 1 → 2')
    await run('2026-01-01 06:00:00', 1, 'curl 1 → 2')
    await events([])
    await run('2026-01-02 06:00:00', 7, 'a 1 → 2', 'b + 1', 'c − 1', 'd 1 → 2', 'e 1 → 2', 'f 1 → 2', 'g 1 → 2')
    status = { ...status, inventory }
    await looked()
    await events(['packages 7 a 1 → 2, b + 1, c − 1, d 1 → 2, e 1 → 2, …'])
  })
})

describe('actions', () => {
  const action = (id: string, more: Partial<Action>): Action => ({
    id: `00000000-0000-4000-8000-00000000000${id}`,
    host,
    operation: 'unit.restart',
    params: {},
    target: `unit-${id}`,
    tier: 'operate',
    reason: 'stuck',
    requestedBy: { id: 1, name: 'ada' },
    address: '',
    incident: null,
    requestedAt: clock.now(),
    state: 'succeeded',
    decidedBy: null,
    decidedAt: null,
    startedAt: clock.now() + 1000,
    endedAt: clock.now() + 2000,
    failure: null,
    message: '',
    result: null,
    output: '',
    stderr: [],
    undo: null,
    ...more,
  })

  it('are among what happened, when they began', async () => {
    const began = clock.now()
    await database.actions.add(action('1', {}))
    await database.actions.add(action('2', { state: 'refused', startedAt: null }))
    await database.actions.add(action('3', { state: 'cancelled', startedAt: null }))
    await later(15)
    changed({ hostname: 'atlas-2' })
    await later(15)
    await events(['action unit-1', 'hostname atlas atlas-2'])
    const [found] = await journal.events(host, { kinds: ['action'], limit: 5 })
    expect(found).toMatchObject({ id: null, at: began + 1000, action: { operation: 'unit.restart', requestedBy: { name: 'ada' } } })
    expect((await journal.events(host, { kinds: ['hostname'], limit: 5 })).map(({ kind }) => kind)).toEqual(['hostname'])
    expect(await journal.events(host, { limit: 1 })).toHaveLength(1)
  })
})

it('knows no unknown host', async () => {
  await expect(journal.events(77, { limit: 1 })).rejects.toMatchObject({ code: 'not_found' })
})
