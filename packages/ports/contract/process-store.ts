import type { ProcessSnapshot } from '@hyperion/domain/hosts'
import type { AgentStore } from '@hyperion/ports/agents'
import type { HostStore } from '@hyperion/ports/hosts'
import type { ProcessStore } from '@hyperion/ports/processes'
import { beforeEach, describe, expect, it } from 'vitest'

interface ProcessStoreUnderTest {
  readonly processes: ProcessStore
  readonly hosts: HostStore
  readonly agents: AgentStore
  close(): Promise<void>
}

const HOUR = 3_600_000
const START = Date.UTC(2040, 5, 1, 12)
const MINUTE = 60_000

function snapshotAt(at: number, name = 'postgres'): ProcessSnapshot {
  const process = { pid: 7, name, command: `${name} -D /data`, user: 'app', cpuPercent: 12.5, memoryBytes: 4096 }
  return { at, spanMs: MINUTE, total: 90, processes: [{ ...process, threads: 2, startedAt: START - HOUR, ended: false }] }
}

const minutes = (from: number, count: number): readonly number[] => Array.from({ length: count }, (_, i) => START + (from + i) * MINUTE)

export function processStoreContract(name: string, make: () => Promise<ProcessStoreUnderTest>): void {
  describe(`${name} as ProcessStore`, () => {
    let made: ProcessStoreUnderTest
    let store: ProcessStore
    let hub: number
    let web: number

    beforeEach(async () => {
      made = await make()
      store = made.processes
      hub = (await made.hosts.ensureHub('atlas', START)).id
      const token = { hash: 'h', label: '', createdAt: START, createdBy: 'admin', expiresAt: START + HOUR }
      await made.agents.addToken(token)
      web = (await made.agents.enrol({ tokenHash: 'h', key: 'k', hostname: 'web-01', now: START }))?.id ?? 0
      return () => made.close()
    })

    const keep = (host: number, instants: readonly number[]): Promise<void> =>
      store.append(instants.map((at) => ({ host, snapshot: snapshotAt(at) })))

    async function timesOf(host: number, from = 0, to = START + 1000 * HOUR): Promise<readonly number[]> {
      const found: number[] = []
      for await (const { at } of store.read(host, from, to)) found.push(at)
      return found
    }

    it('gives back what it was given, at an instant and after it', async () => {
      await keep(hub, minutes(0, 3))
      await keep(web, [START])
      expect(await store.at(hub, START + 90_000)).toEqual({
        snapshot: snapshotAt(START + MINUTE),
        before: START,
        after: START + 2 * MINUTE,
      })
      expect(await store.at(hub, START)).toMatchObject({ snapshot: { at: START }, before: null, after: START + MINUTE })
      expect(await store.at(hub, START - 1)).toEqual({ snapshot: null, before: null, after: START })
      expect(await store.at(web, START + HOUR)).toMatchObject({ snapshot: { at: START }, before: null, after: null })
    })

    it('knows nothing of a host without any', async () => {
      expect(await store.at(web, START)).toEqual({ snapshot: null, before: null, after: null })
      expect(await timesOf(web)).toEqual([])
      expect(await store.bytes(web)).toBe(0)
    })

    it('takes a snapshot once, and those of unknown hosts not at all', async () => {
      await keep(hub, [START])
      await store.append([
        { host: hub, snapshot: snapshotAt(START, 'other') },
        { host: 77, snapshot: snapshotAt(START) },
      ])
      await store.append([])
      expect(await store.at(hub, START)).toMatchObject({ snapshot: { processes: [{ name: 'postgres' }] } })
      expect(await timesOf(77)).toEqual([])
    })

    it('reads a range in order, its end left out', async () => {
      await keep(hub, minutes(0, 30))
      expect(await timesOf(hub, START + MINUTE, START + 20 * MINUTE)).toEqual(minutes(1, 19))
    })

    it('puts whole hours together without changing an answer, in less space', async () => {
      await keep(hub, minutes(0, 150))
      await keep(web, minutes(0, 5))
      const before = await store.bytes(hub)
      await store.pack(START + 150 * MINUTE)
      await store.pack(START + 150 * MINUTE)
      expect(await store.bytes(hub)).toBeLessThan(before / 3)
      expect(await timesOf(hub)).toEqual(minutes(0, 150))
      expect(await timesOf(hub, START + 30 * MINUTE, START + 125 * MINUTE)).toEqual(minutes(30, 95))
      for (const minute of [1, 59, 60, 61, 119, 120, 130]) {
        const at = START + minute * MINUTE
        expect(await store.at(hub, at + 1)).toEqual({ snapshot: snapshotAt(at), before: at - MINUTE, after: at + MINUTE })
      }
      expect(await store.at(hub, START)).toMatchObject({ before: null })
    })

    it('takes none again that was put together, and later ones of the same hour', async () => {
      await keep(hub, minutes(0, 10))
      await store.pack(START + HOUR)
      await keep(hub, minutes(5, 10))
      expect(await timesOf(hub)).toEqual(minutes(0, 15))
      await store.pack(START + HOUR)
      expect(await timesOf(hub)).toEqual(minutes(0, 15))
    })

    it('forgets what is old, and a host that is deleted', async () => {
      await keep(hub, minutes(0, 10))
      await keep(web, minutes(0, 10))
      await store.trim(START + 5 * MINUTE)
      expect(await timesOf(hub)).toEqual(minutes(5, 5))
      await made.agents.remove(web, START)
      expect(await timesOf(web)).toEqual([])
      expect(await timesOf(hub)).toHaveLength(5)
    })
  })
}
