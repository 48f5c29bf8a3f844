import { deflateRawSync } from 'node:zlib'
import { encodeSnapshot, type ProcessSnapshot } from '@hyperion/domain/hosts'
import { AgentHub, type FakeAgent, frameAt } from '@hyperion/testkit/agent'
import { packSnapshot } from '@hyperion/wire/agent'
import { beforeEach, describe, expect, it } from 'vitest'

const MINUTE = 60_000
const PROCESS = { command: '', user: 'app', memoryBytes: 1024, threads: 1, startedAt: 1_000, ended: false }

let hub: AgentHub
let agent: FakeAgent
let id: number
let start: number

beforeEach(async () => {
  hub = await AgentHub.start()
  agent = await hub.enrol()
  id = (await hub.firstHost()).id
  start = hub.app.clock.now() - 10 * MINUTE
  return () => hub.close()
})

function snapshotFrame(minute: number, more: Partial<ProcessSnapshot> = {}): Uint8Array {
  const processes = [
    { ...PROCESS, pid: 7, name: 'burner', cpuPercent: minute * 10 },
    { ...PROCESS, pid: 8, name: 'postgres', cpuPercent: 5, memoryBytes: 4096 },
  ]
  const snapshot = { at: start + minute * MINUTE, spanMs: MINUTE, total: 90, processes, ...more }
  return packSnapshot(deflateRawSync(encodeSnapshot(snapshot)))
}

const get = async (path: string) => (await hub.call('GET', `/api/hosts/${id}/${path}`)).json()

describe('snapshots of an agent', () => {
  it('are kept in the order of its reports and acknowledged with them', async () => {
    agent.reports(1, [frameAt(start), snapshotFrame(0), frameAt(start + 1000), snapshotFrame(1)])
    expect(await agent.next('ack')).toEqual({ type: 'ack', seq: 4, refused: [] })
    expect(hub.stored).toHaveLength(2)
    expect(await get(`processes?at=${start + 90_000}`)).toMatchObject({
      asked_at: start + 90_000,
      at: start + MINUTE,
      distance_ms: 30_000,
      live: false,
      span_ms: MINUTE,
      total: 90,
      before: start,
      after: null,
      processes: [
        { pid: 7, name: 'burner', cpu_percent: 10, memory_bytes: 1024, ended: false },
        { pid: 8, name: 'postgres', cpu_percent: 5 },
      ],
    })
    expect((await get('processes?sort=memory&limit=1')).processes).toMatchObject([{ name: 'postgres' }])
  })

  it('are told to begin by the welcome', async () => {
    const second = hub.stranger({ token: await hub.newToken() })
    second.prove(await second.hello())
    expect(await second.next('welcome')).toMatchObject({ strain: { cpu: 70, memory: 70 } })
  })

  it('are taken again without being there twice', async () => {
    agent.reports(1, [snapshotFrame(1)])
    await agent.next('ack')
    agent.reports(2, [snapshotFrame(1), snapshotFrame(2)])
    await agent.next('ack')
    expect(await get(`processes/busiest?from=${start}`)).toMatchObject({ snapshots: 2 })
  })

  it('are refused one by one, with the reason, and others of the message kept', async () => {
    const future = { at: hub.app.clock.now() + 5 * MINUTE }
    const bomb = packSnapshot(deflateRawSync(Buffer.alloc(10 * 2 ** 20, 0x20)))
    const bad = [packSnapshot(new Uint8Array([1, 2, 3])), packSnapshot(deflateRawSync('{}')), snapshotFrame(1, future), bomb]
    agent.reports(1, [...bad, snapshotFrame(3)])
    const { seq, refused } = await agent.next('ack')
    expect(seq).toBe(5)
    expect(refused.map((each) => each.reason)).toEqual([
      'snapshot cannot be unpacked',
      expect.stringContaining('snapshot must be a list'),
      expect.stringContaining('in the future'),
      'snapshot cannot be unpacked',
    ])
    expect(await get('processes')).toMatchObject({ at: start + 3 * MINUTE })
  })

  it('go with the host', async () => {
    agent.reports(1, [snapshotFrame(1)])
    await agent.next('ack')
    expect((await hub.call('DELETE', `/api/hosts/${id}?confirm=web-01`)).statusCode).toBe(204)
    expect((await hub.call('GET', `/api/hosts/${id}/processes`)).statusCode).toBe(404)
    expect(await hub.app.database.processes.bytes(id)).toBe(0)
  })
})

describe('what was busiest', () => {
  it('is told with average and peak over the range', async () => {
    agent.reports(
      1,
      [0, 1, 2, 3].map((minute) => snapshotFrame(minute)),
    )
    await agent.next('ack')
    const answer = await get(`processes/busiest?from=${start + MINUTE}&to=${start + 3 * MINUTE}`)
    expect(answer).toMatchObject({ snapshots: 2, span_ms: 2 * MINUTE })
    expect(answer.programs).toMatchObject([
      { name: 'burner', cpu_percent: 15, cpu_peak: 20, cpu_peak_at: start + 2 * MINUTE, processes: 1, last_seen: start + 2 * MINUTE },
      { name: 'postgres', cpu_percent: 5, memory_peak_bytes: 4096 },
    ])
    expect((await get(`processes/busiest?from=${start}&limit=1`)).programs).toHaveLength(1)
  })

  it('is nothing for a range without snapshots', async () => {
    expect(await get('processes/busiest')).toMatchObject({ snapshots: 0, programs: [] })
    expect(await get(`processes?at=${start}`)).toMatchObject({ at: null, distance_ms: null, processes: [] })
  })
})

describe('units of an agent', () => {
  it('are those it told last, failed ones too', async () => {
    expect(await get('units')).toEqual({ at: null, units: [] })
    const unit = { name: 'backup', description: 'Nightly backup', state: 'failed', since: null, enabled: true } as const
    agent.send({ type: 'units', units: [{ ...unit, state: 'running', since: 5 }] })
    agent.send({ type: 'units', units: [unit] })
    await expect.poll(async () => (await get('units')).units).toMatchObject([{ name: 'backup', status: 'failed', enabled: true }])
  })

  it('end the connection when they are none', async () => {
    agent.socket.send(JSON.stringify({ type: 'units', units: [{ name: 'a', description: '', state: 'odd', since: null, enabled: null }] }))
    const { code, reason } = await agent.closed
    expect(code).toBe(4400)
    expect(reason).toContain('units.units[0].state')
  })
})

describe('the hub’s own machine', () => {
  const own = async (path: string) => (await hub.call('GET', `/api/hosts/${hub.app.hubHostId}/${path}`)).json()

  it('tells its processes live, and its units', async () => {
    const answer = await own('processes?limit=2')
    expect(answer).toMatchObject({ live: true, asked_at: null, total: 4 })
    expect(answer.processes.map((each: { name: string }) => each.name)).toEqual(['node', 'postgres'])
    expect((await own('units')).units).toContainEqual(expect.objectContaining({ name: 'backup', status: 'failed' }))
  })

  it('looks ahead for its file systems', async () => {
    expect((await own('forecast')).file_systems).toEqual(expect.any(Array))
  })
})

describe('what cannot be asked', () => {
  it.each([
    ['processes?at=yesterday', 'at'],
    ['processes?sort=size', 'sort'],
    ['processes?limit=0', 'limit'],
    ['processes/busiest?from=abc', 'from'],
    ['processes/busiest?from=2000&to=1000', 'from'],
    ['events?kinds=booted,party', 'kinds'],
    ['events?to=never', 'to'],
    ['events?limit=5000', 'limit'],
  ])('%s is refused, naming %s', async (path, field) => {
    const answer = await hub.call('GET', `/api/hosts/${id}/${path}`)
    expect(answer.statusCode).toBe(422)
    expect(Object.keys(answer.json().details)).toEqual([field])
  })

  it.each(['processes', 'processes/busiest', 'units', 'events', 'forecast'])('%s of an unknown host is not found', async (path) => {
    expect((await hub.call('GET', `/api/hosts/4711/${path}`)).statusCode).toBe(404)
  })
})
