import type { AlertStore } from '@hyperion/ports/alerts'
import type { HostStore } from '@hyperion/ports/hosts'
import type { InboundStore, Integration, IntegrationStore, NewInbound } from '@hyperion/ports/inbound'
import { beforeEach, describe, expect, it } from 'vitest'

export interface InboundStoreUnderTest {
  readonly integrations: IntegrationStore
  readonly inbound: InboundStore
  readonly hosts: HostStore
  readonly alerts: AlertStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const MINUTE = 60_000
const LEASE = 30_000
const DONE = { state: 'processed', result: { alerts: [], notes: ['nothing'] } } as const

export function inboundStoreContract(name: string, make: () => Promise<InboundStoreUnderTest>): void {
  describe(`${name} as IntegrationStore and InboundStore`, () => {
    let made: InboundStoreUnderTest
    let store: IntegrationStore
    let inbox: InboundStore
    let first: Integration

    beforeEach(async () => {
      made = await make()
      store = made.integrations
      inbox = made.inbound
      first = await store.add({
        kind: 'generic',
        name: 'scripts',
        settings: {},
        token: { hash: 'h1', hint: 'abcd' },
        createdAt: NOW,
        createdBy: 'ada',
      })
      return () => made.close()
    })

    const delivery = (more: Partial<NewInbound> = {}): NewInbound => {
      const body = Buffer.from([0, 255, 123])
      return { integration: first.id, source: 'generic', receivedAt: NOW, body, headers: { 'content-type': 'x' }, hash: 'b1', ...more }
    }
    const claim = async (now = NOW) => (await inbox.claim(now, LEASE)) ?? expect.fail('nothing is due')

    it('keeps, changes and forgets integrations, apart from the hub’s own', async () => {
      expect(first).toMatchObject({
        kind: 'generic',
        name: 'scripts',
        builtIn: false,
        hint: 'abcd',
        enabled: true,
        secret: null,
        refused: 0,
      })
      expect(first.settings).toMatchObject({ serviceLabel: 'service', floodLimit: 200, pageLimit: 10 })
      expect(await store.byToken('h1')).toEqual(first)
      const change = { name: 'cron', enabled: false, settings: { floodLimit: 5 }, token: { hash: 'h2', hint: 'efgh' }, secret: 'sealed' }
      const changed = await store.change(first.id, change)
      expect(changed).toMatchObject({
        name: 'cron',
        enabled: false,
        hint: 'efgh',
        secret: 'sealed',
        settings: { floodLimit: 5, pageLimit: 10 },
      })
      expect((await store.change(first.id, { settings: { pageLimit: 3 } }))?.settings).toMatchObject({ floodLimit: 5, pageLimit: 3 })
      expect([await store.byToken('h1'), (await store.byToken('h2'))?.id]).toEqual([undefined, first.id])
      await store.refuse(first.id, NOW + 5)
      await store.refuse(first.id, NOW + 6)
      expect(await store.byId(first.id)).toMatchObject({ refused: 2, refusedAt: NOW + 6 })
      const again = {
        kind: 'grafana',
        name: 'cron',
        settings: {},
        token: { hash: 'h3', hint: '' },
        createdAt: NOW,
        createdBy: 'ada',
      } as const
      await expect(store.add(again)).rejects.toMatchObject({ code: 'conflict' })
      const own = (await store.list()).find(({ kind }) => kind === 'hyperion') ?? expect.fail('the hub has none')
      expect([await store.remove(own.id), await store.remove(first.id), await store.remove(first.id)]).toEqual([false, true, false])
      expect(await store.change(first.id, { name: 'x' })).toBeUndefined()
    })

    it('makes one of the hub’s own of a kind, however many ask', async () => {
      await store.change(first.id, { name: 'Grafana' })
      const asked = await Promise.all([1, 2, 3].map(() => store.ensureBuiltIn('grafana', { name: 'Grafana', at: NOW })))
      expect(new Set(asked.map(({ id }) => id)).size).toBe(1)
      expect(asked[0]).toMatchObject({ kind: 'grafana', builtIn: true, hint: null, createdBy: null })
      expect((await store.list()).filter(({ kind }) => kind === 'grafana')).toHaveLength(1)
    })

    it('gives what came in back byte by byte', async () => {
      const id = await inbox.receive(delivery())
      const kept = await inbox.detail(first.id, id)
      expect(kept).toMatchObject({ id, state: 'queued', size: 3, repeats: 0, headers: { 'content-type': 'x' }, result: null })
      expect([...(kept?.body ?? [])]).toEqual([0, 255, 123])
      expect(await inbox.detail('00000000-0000-0000-0000-000000000000', id)).toBeUndefined()
      const { count, deliveries } = await inbox.list(first.id, { offset: 0, limit: 10 })
      expect([count, deliveries]).toMatchObject([1, [{ id, receivedAt: NOW }]])
      expect(deliveries[0]).not.toHaveProperty('body')
      expect(await inbox.latest()).toEqual(deliveries)
    })

    it('hands out one of an integration at a time, in order, and again when nothing was heard', async () => {
      const ids = [await inbox.receive(delivery()), await inbox.receive(delivery({ hash: 'b2' }))]
      const other = await store.ensureBuiltIn('grafana', { name: 'Grafana', at: NOW })
      const third = await inbox.receive(delivery({ integration: other.id, source: 'grafana' }))
      const head = await claim()
      expect([head.id, (await claim()).id, await inbox.claim(NOW, LEASE)]).toEqual([ids[0], third, undefined])
      expect(await inbox.nextDue()).toBe(NOW)
      const again = await claim(NOW + LEASE)
      expect(again).toMatchObject({ id: ids[0], attempts: 2 })
      await inbox.settle(head, DONE, NOW)
      expect(await inbox.detail(first.id, head.id)).toMatchObject({ state: 'queued' })
      expect(await inbox.settle(again, DONE, NOW + LEASE)).toBe(true)
      expect(await inbox.detail(first.id, head.id)).toMatchObject({ state: 'processed', result: DONE.result, finishedAt: NOW + LEASE })
      expect((await claim(NOW + LEASE)).id).toBe(ids[1])
    })

    it('lets what cannot be done yet wait, and the rest of the integration behind it', async () => {
      await inbox.receive(delivery())
      await inbox.receive(delivery({ hash: 'b2' }))
      await inbox.settle(await claim(), { state: 'queued', error: 'no disk', retryAt: NOW + 500 }, NOW)
      expect(await inbox.claim(NOW, LEASE)).toBeUndefined()
      const again = await claim(NOW + 500)
      expect(again).toMatchObject({ error: 'no disk', attempts: 2 })
      await inbox.settle(again, { state: 'unreadable', error: 'no title' }, NOW + 500)
      expect(await inbox.detail(first.id, again.id)).toMatchObject({ state: 'unreadable', error: 'no title' })
      expect((await claim(NOW + 500)).id).toBe(again.id + 1)
    })

    it('folds in what came a moment ago, and does it once more behind what came meanwhile', async () => {
      const id = await inbox.receive(delivery())
      const repeat = (at: number, hash = 'b1') => inbox.repeat(first.id, hash, at - MINUTE, at)
      expect([await repeat(NOW + 1), await repeat(NOW + 2, 'other'), await repeat(NOW + MINUTE + 2)]).toEqual([id, undefined, undefined])
      expect(await inbox.detail(first.id, id)).toMatchObject({ repeats: 1, lastAt: NOW + 1, state: 'queued' })
      const running = await claim(NOW + 1)
      const next = await inbox.receive(delivery({ hash: 'b2', receivedAt: NOW + 3 }))
      expect(await repeat(NOW + 4)).toBe(id)
      expect(await inbox.settle(running, DONE, NOW + 5)).toBe(false)
      const order = [await claim(NOW + 5)]
      await inbox.settle(order[0] as typeof running, DONE, NOW + 5)
      order.push(await claim(NOW + 5))
      expect(order.map((each) => each.id)).toEqual([next, id])
      await inbox.settle(order[1] as typeof running, DONE, NOW + 6)
      expect(await repeat(NOW + 7)).toBe(id)
      expect((await claim(NOW + 7)).id).toBe(id)
    })

    it('does one once more when told to', async () => {
      const id = await inbox.receive(delivery())
      await inbox.settle(await claim(), { state: 'failed', error: 'x' }, NOW)
      expect(await inbox.nextDue()).toBeNull()
      expect(await inbox.replay(first.id, id, NOW + 9)).toMatchObject({ id, state: 'queued' })
      expect(await claim(NOW + 9)).toMatchObject({ id, attempts: 1 })
      expect(await inbox.replay(first.id, id + 1, NOW)).toBeUndefined()
    })

    it('forgets what is done by age and by size, never what waits', async () => {
      const add = async (at: number) => {
        const id = await inbox.receive(delivery({ receivedAt: at, hash: String(at) }))
        await inbox.settle(await claim(at), DONE, at)
        return id
      }
      const ids = [await add(NOW), await add(NOW + 1), await add(NOW + 2), await add(NOW + 3)]
      const waiting = await inbox.receive(delivery({ receivedAt: NOW, hash: 'w' }))
      await inbox.trim({ before: NOW + 1, bytes: 9 })
      const { deliveries } = await inbox.list(first.id, { offset: 0, limit: 10 })
      expect(deliveries.map(({ id }) => id)).toEqual([waiting, ids[3], ids[2]])
      await store.remove(first.id)
      expect(await inbox.nextDue()).toBeNull()
    })

    it('lets the hub’s own alerts in with the event itself', async () => {
      const { id: host } = await made.hosts.ensureHub('atlas', NOW)
      const own = (await store.list()).find(({ kind }) => kind === 'hyperion') ?? expect.fail('the hub has none')
      const subject = { host, rule: 'cpu', instance: '' }
      const event = {
        ...subject,
        kind: 'fired',
        hostName: 'atlas',
        title: 'CPU',
        unit: '%',
        value: 95,
        threshold: 90,
        message: 'CPU usage is at 95%',
        startedAt: NOW,
        at: NOW,
      } as const
      const commit = (level: 'warning' | 'critical', kind: 'fired' | 'escalated' | 'resolved', at: number) =>
        made.alerts.commit({ ...subject, state: { phase: 'ok' } as never, event: { ...event, level, kind, at } as never })
      const kept = async () => (await inbox.list(own.id, { offset: 0, limit: 10 })).count
      await commit('warning', 'fired', NOW)
      expect(await kept()).toBe(0)
      await commit('critical', 'escalated', NOW + 1)
      expect(await kept()).toBe(1)
      const came = await claim(NOW + 1)
      expect(JSON.parse(Buffer.from(came.body).toString())).toMatchObject({ kind: 'escalated', level: 'critical', host })
      await commit('critical', 'resolved', NOW + 2)
      expect(await kept()).toBe(2)
      await store.change(own.id, { settings: { ownAlerts: 'none' } })
      await commit('critical', 'fired', NOW + 3)
      expect(await kept()).toBe(2)
    })
  })
}
