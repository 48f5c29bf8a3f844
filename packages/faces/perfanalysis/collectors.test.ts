import type { CloudPlacement, InterfaceInfo } from '@hyperion/domain/hosts'
import { type HostStatus, hubSource } from '@hyperion/features/hosts'
import { type CollectorFacts, collectorFacts } from '@hyperion/features/performance'
import type { LiveHost } from '@hyperion/ports/live-host'
import { testApp } from '@hyperion/testkit/app'
import { fakeLiveHost } from '@hyperion/testkit/live-host'
import { describe, expect, it } from 'vitest'

const SEEN = Date.UTC(2026, 0, 15, 11, 59)
const CREATED = Date.UTC(2026, 0, 1)
const { info, interfaces: links } = fakeLiveHost()
const inventory = { info, interfaces: links(), mounts: [], cloud: null }

const STATUS: HostStatus = {
  name: 'hermes',
  inventory,
  online: true,
  lastSeen: SEEN,
  intervalMs: 15_000,
  ownInterval: false,
  troubles: [],
  lacks: [],
}

function ownFacts(host: LiveHost, cloud: CloudPlacement | null = null): CollectorFacts | null {
  return collectorFacts(hubSource({ host, id: () => 7, intervalMs: 15_000, degraded: () => [], cloud: () => cloud }).status(7))
}

/** The answer of the one collector there is. */
async function collectorOf(facts: CollectorFacts | null) {
  const host = { id: 7, name: 'hermes', kind: 'agent', createdAt: CREATED, tags: [] } as const
  const hub = await testApp({ hosts: { list: async () => [host], byId: async () => host }, factsOf: () => facts })
  const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  const answer = await hub.app.inject({ url: '/dashboard/api/collectors/7/', headers })
  await hub.close()
  return answer.json()
}

describe('a collector', () => {
  it('that has told nothing has its name and nothing else', async () => {
    for (const status of [undefined, { ...STATUS, inventory: null, lastSeen: null }]) {
      expect(await collectorOf(collectorFacts(status))).toEqual({
        id: 7,
        name: 'hermes',
        hostname: 'hermes',
        ip_address: null,
        status: 'offline',
        last_seen: null,
        os_info: null,
        cpu_model: null,
        cpu_count: null,
        memory_total_gb: null,
        cloud_provider: null,
        region: null,
        instance_type: null,
        created_at: '2026-01-01T00:00:00Z',
        updated_at: '2026-01-01T00:00:00Z',
      })
    }
  })

  it('is online while its reports come', async () => {
    const told = { hostname: 'atlas', last_seen: '2026-01-15T11:59:00Z', updated_at: '2026-01-15T11:59:00Z', memory_total_gb: 16 }
    expect(await collectorOf(collectorFacts(STATUS))).toMatchObject({ ...told, status: 'online' })
    expect(await collectorOf(collectorFacts({ ...STATUS, online: false }))).toMatchObject({ ...told, status: 'offline' })
  })

  it('on the hub’s own machine is offline until the first sample', async () => {
    expect(await collectorOf(ownFacts(fakeLiveHost({ ready: false })))).toMatchObject({ status: 'offline', last_seen: null })
    expect(await collectorOf(ownFacts(fakeLiveHost()))).toMatchObject({ status: 'online', last_seen: '2026-01-15T12:00:00Z' })
  })

  const link = (name: string, rest: Partial<InterfaceInfo>): InterfaceInfo => ({
    name,
    ipv4: [],
    ipv6: [],
    mac: null,
    speed: null,
    up: true,
    virtual: false,
    ...rest,
  })

  it.each([
    ['of a link that is up', [link('eth0', { ipv4: ['10.0.0.1'], up: false }), link('eth1', { ipv4: ['10.0.0.2'] })], '10.0.0.2'],
    ['of no virtual link', [link('docker0', { ipv4: ['172.17.0.1'], virtual: true }), link('eth0', { ipv4: ['10.0.0.2'] })], '10.0.0.2'],
    ['of a link that is down where none is up', [link('eth0', { ipv4: ['10.0.0.1'], up: false })], '10.0.0.1'],
    ['that others reach, where there is IPv6 only', [link('eth0', { ipv6: ['fe80::1', '2001:db8::1'] })], '2001:db8::1'],
    ['unknown where there is none', [link('lo', { ipv4: ['127.0.0.1'], virtual: true })], null],
  ])('has the address %s', async (_what, interfaces, address) => {
    expect((await collectorOf({ ...(ownFacts(fakeLiveHost()) as CollectorFacts), interfaces })).ip_address).toBe(address)
  })

  it('tells where in which cloud it runs', async () => {
    const cloud = { provider: 'oci', region: 'us-phoenix-1', instanceType: null }
    expect(await collectorOf(ownFacts(fakeLiveHost(), cloud))).toMatchObject({
      cloud_provider: 'oci',
      region: 'us-phoenix-1',
      instance_type: null,
    })
  })
})
