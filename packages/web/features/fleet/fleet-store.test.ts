import type { FleetAnswer, FleetRow, LiveFleet } from '@hyperion/wire/fleet'
import { beforeEach, describe, expect, it } from 'vitest'
import { FleetStore } from './fleet-store.ts'

const row = (id: number, more: Partial<FleetRow> = {}): FleetRow => ({
  id,
  name: `host-${id}`,
  kind: 'agent',
  tags: [],
  state: 'healthy',
  cpu: 1,
  memory: 2,
  disk: 3,
  mount: '/',
  rx: 4,
  tx: 5,
  load: 6,
  booted: 7,
  seen: 8,
  down: null,
  alert: null,
  spark: '',
  ...more,
})
const answer = (version: number, rows: readonly FleetRow[], more: Partial<FleetAnswer> = {}): FleetAnswer => ({
  version,
  at: Date.now(),
  complete: true,
  rows,
  gone: [],
  ...more,
})
const update = (version: number, rows: LiveFleet['data']['rows'], gone: readonly number[] = []): LiveFleet['data'] => ({
  version,
  at: Date.now(),
  rows,
  gone,
})

let store: FleetStore
beforeEach(async () => {
  store = new FleetStore()
  await store.refresh(async () => answer(10, [row(1), row(2)]))
})

const names = () => store.snapshot().rows.map(({ id, name }) => `${id} ${name}`)

describe('FleetStore', () => {
  it('takes over what changed and leaves other rows the same objects', () => {
    const [, second] = store.snapshot().rows
    store.apply(update(11, [{ id: 1, cpu: 50 }]))
    expect(store.snapshot()).toMatchObject({ version: 11, rows: [{ id: 1, name: 'host-1', cpu: 50 }, { id: 2 }] })
    expect(store.snapshot().rows[1]).toBe(second)
  })

  it('learns of new hosts and of those that are gone', () => {
    store.apply(update(11, [row(3)], [1]))
    expect(names()).toEqual(['2 host-2', '3 host-3'])
    store.apply(update(12, [{ id: 9, cpu: 1 }]))
    expect(names()).toEqual(['2 host-2', '3 host-3'])
  })

  it('leaves out what is older than the answer', () => {
    store.apply(update(10, [{ id: 1, cpu: 99 }]))
    expect(store.snapshot().rows[0]?.cpu).toBe(1)
  })

  it('lets changes wait that overtake an answer', async () => {
    const pending = Promise.withResolvers<FleetAnswer>()
    const asked: (number | null)[] = []
    const done = store.refresh((since) => {
      asked.push(since)
      return pending.promise
    })
    store.apply(update(11, [{ id: 1, cpu: 11 }]))
    store.apply(update(13, [{ id: 1, cpu: 13 }]))
    expect(store.snapshot().rows[0]?.cpu).toBe(1)
    pending.resolve(answer(12, [row(1, { cpu: 12, name: 'renamed' })], { complete: false, gone: [2] }))
    await done
    expect(asked).toEqual([10])
    expect(store.snapshot()).toMatchObject({ version: 13, rows: [{ id: 1, name: 'renamed', cpu: 13 }] })
  })

  it('goes on after an answer that did not come', async () => {
    await expect(store.refresh(() => Promise.reject(new Error('away')))).rejects.toThrow('away')
    store.apply(update(11, [{ id: 2, name: 'new' }]))
    expect(names()).toEqual(['1 host-1', '2 new'])
  })
})
