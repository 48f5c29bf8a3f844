import type { HostInventory } from '@hyperion/domain/hosts'
import { TestClock } from '@hyperion/testkit/clock'
import { FakeProbe } from '@hyperion/testkit/reach'
import { beforeEach, describe, expect, it } from 'vitest'
import { Absences } from './absences.ts'
import { ownAddress } from './own-address.ts'

const ADDRESS = '10.1.2.3'
const MINUTE = 60_000

let clock: TestClock
let probe: FakeProbe
let address: string | null
let absences: Absences
beforeEach(() => {
  clock = new TestClock()
  probe = new FakeProbe()
  address = ADDRESS
  absences = new Absences({ probe, clock, addressOf: () => address })
})

const what = () => absences.of(1)?.what ?? null

/** Connected for long enough to be asked. */
async function connected(): Promise<void> {
  absences.back(1)
  await clock.advance(MINUTE)
}

describe('Absences', () => {
  it('says nothing while an agent is connected, nor of a moment', async () => {
    expect(absences.of(1)).toBeNull()
    await connected()
    expect(absences.of(1)).toBeNull()
    absences.gone(1, clock.now(), 'closed')
    await clock.advance(14_000)
    expect(absences.of(1)).toBeNull()
    absences.back(1)
    await clock.advance(10 * MINUTE)
    expect(absences.of(1)).toBeNull()
  })

  it('knows that a kernel which closes a connection runs', async () => {
    const since = clock.now()
    absences.gone(1, since, 'closed')
    await clock.advance(16_000)
    expect(absences.of(1)).toEqual({ what: 'agent', since })
    await clock.advance(10 * MINUTE)
    expect(what()).toBe('agent')
  })

  it('finds a machine down that answered while it was up', async () => {
    probe.answering.add(ADDRESS)
    await connected()
    probe.answering.clear()
    absences.gone(1, clock.now() - MINUTE, 'silent')
    await clock.advance(1)
    expect(what()).toBe('host')
    probe.answering.add(ADDRESS)
    await clock.advance(2 * MINUTE)
    expect(what()).toBe('agent')
  })

  it('finds a machine down that said goodbye first, as when it is switched off', async () => {
    probe.answering.add(ADDRESS)
    await connected()
    absences.gone(1, clock.now(), 'closed')
    probe.answering.clear()
    await clock.advance(16_000)
    expect(what()).toBe('host')
  })

  it('concludes nothing from the silence of a machine that never answered', async () => {
    await connected()
    absences.gone(1, clock.now() - MINUTE, 'silent')
    await clock.advance(5 * MINUTE)
    expect(what()).toBe('unknown')
    expect(probe.asked.length).toBeGreaterThan(3)
  })

  it('concludes nothing from a machine that stopped answering while it was up', async () => {
    probe.answering.add(ADDRESS)
    await connected()
    probe.answering.clear()
    await clock.advance(7 * 60 * MINUTE)
    absences.gone(1, clock.now() - MINUTE, 'silent')
    await clock.advance(1)
    expect(what()).toBe('unknown')
  })

  it('asks nobody, and concludes nothing, where the address is not its own', async () => {
    address = null
    await connected()
    absences.gone(1, clock.now(), 'closed')
    await clock.advance(5 * MINUTE)
    expect(what()).toBe('unknown')
    expect(probe.asked).toEqual([])
  })

  it('finds out about machines that were away when the hub began', async () => {
    probe.answering.add(ADDRESS)
    absences.gone(1, clock.now() - 60 * MINUTE, 'unseen')
    expect(what()).toBe('unknown')
    await clock.advance(16_000)
    expect(what()).toBe('agent')
  })

  it('asks one at a time about a host, with a pause, and about few hosts at once', async () => {
    const waiting: (() => void)[] = []
    const slow = { ask: () => new Promise<'silent'>((resolve) => waiting.push(() => resolve('silent'))) }
    absences = new Absences({ probe: slow, clock, addressOf: () => ADDRESS })
    for (let host = 1; host <= 100; host++) absences.gone(host, clock.now() - MINUTE, 'silent')
    await clock.advance(10 * MINUTE)
    expect(waiting).toHaveLength(16)
    for (const answer of waiting.splice(0)) answer()
    await clock.advance(1)
    expect(waiting).toHaveLength(16)
    for (let round = 0; round < 20; round++) {
      for (const answer of waiting.splice(0)) answer()
      await clock.advance(1)
    }
    expect(waiting).toHaveLength(0)
    await clock.advance(MINUTE)
    expect(waiting).toHaveLength(16)
  })

  it('leaves nothing behind of what is deleted, or when it stops', async () => {
    probe.answering.add(ADDRESS)
    absences.gone(1, clock.now(), 'silent')
    absences.back(2)
    absences.forget(1)
    absences.stop()
    absences.gone(3, clock.now(), 'silent')
    expect(clock.pending).toBe(0)
    await clock.advance(10 * MINUTE)
    expect(probe.asked).toEqual([])
    expect([1, 2, 3].map((host) => absences.of(host))).toEqual([null, null, null])
  })
})

describe('ownAddress', () => {
  const inventory = (ipv4: readonly string[], ipv6: readonly string[] = []): HostInventory => ({
    info: {
      hostname: 'web-01',
      os: { name: 'Debian', version: '12', architecture: 'x86_64', kernel: '6.1' },
      cpu: { model: null, cores: 1 },
      memoryBytes: 1,
      bootedAt: 1,
    },
    interfaces: [{ name: 'eth0', ipv4, ipv6, mac: null, speed: null, up: true, virtual: false }],
    mounts: [],
    cloud: null,
  })

  it.each([
    ['10.0.0.5', ['10.0.0.5'], [], '10.0.0.5'],
    ['::ffff:10.0.0.5', ['10.0.0.5/24'], [], '10.0.0.5'],
    ['2001:db8::1', [], ['2001:DB8::1/64'], '2001:db8::1'],
    ['203.0.113.9', ['192.168.1.5'], [], null],
    ['127.0.0.1', ['127.0.0.1'], [], null],
    ['::1', [], ['::1'], null],
    ['', [''], [], null],
  ])('of %s with %j and %j is %s', (address, ipv4, ipv6, expected) => {
    expect(ownAddress(address, inventory(ipv4, ipv6))).toBe(expected)
  })

  it('is not known before the inventory is', () => {
    expect(ownAddress('10.0.0.5', null)).toBeNull()
  })
})
