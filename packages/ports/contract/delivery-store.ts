import type { AlertEvent, AlertEventKind } from '@hyperion/domain/alerts'
import type { DeliveryStore, LeasedMessage, LeaseOptions, NewChannel } from '@hyperion/ports/alerts'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AlertStoresUnderTest } from './alert-store.ts'

const NOW = Date.UTC(2040, 5, 1)
const LEASE = 1000
const SECOND = 1_000
const HOUR = 3_600_000
const FREE: LeaseOptions['pace'] = { messageMs: 0, burstMs: 0 }
const FIRING = { phase: 'firing', level: 'warning', since: NOW, criticalSince: null, calmSince: null } as const
const CHANNEL: NewChannel = {
  kind: 'discord',
  name: 'ops',
  enabled: true,
  notifyOn: ['warning', 'critical'],
  notifyRecovery: true,
  remindAfter: 60,
  groupWait: 0,
  hosts: [],
  settings: 'sealed',
}

export function deliveryStoreContract(name: string, make: () => Promise<AlertStoresUnderTest>): void {
  let made: AlertStoresUnderTest
  let store: DeliveryStore
  let host: number
  let channel: number

  beforeEach(async () => {
    made = await make()
    store = made.deliveries
    host = (await made.hosts.ensureHub('atlas', NOW)).id
    channel = (await made.channels.create(CHANNEL)).id
    return () => made.close()
  })

  async function tell(kind: AlertEventKind, more: Partial<AlertEvent> = {}, noticed = more.at ?? NOW): Promise<void> {
    const about = { host, hostName: 'atlas', rule: 'disk', instance: '', title: 'Disk', unit: 'percent' } as const
    const figures = { message: 'Disk usage is at 85.5%', value: 85.5, threshold: 80, level: 'warning' } as const
    const event: AlertEvent = { ...about, ...figures, kind, startedAt: NOW, at: NOW, ...more }
    const { rule, instance } = event
    await made.alerts.commit({ host, rule, instance, state: kind === 'resolved' ? { phase: 'ok' } : FIRING, event, noticedAt: noticed })
  }

  const lease = (now = NOW, more: Partial<LeaseOptions> = {}) =>
    store.lease({ now, leaseMs: LEASE, limit: 9, except: [], pace: FREE, ...more })
  const all = (limit = 9) => store.list({ limit })

  async function leased(now = NOW, more: Partial<LeaseOptions> = {}): Promise<LeasedMessage> {
    const message = await lease(now, more)
    if (!message) return expect.fail('nothing is due')
    return message
  }

  const kinds = ({ deliveries }: LeasedMessage) => deliveries.map(({ kind }) => kind)

  describe(`${name} as DeliveryStore: what is owed`, () => {
    it.each([
      ['ahead', 60_000],
      ['behind', -3_600_000],
    ])('is due by the clock of the hub when that of the host is %s', async (_, skew) => {
      await made.channels.update(channel, { groupWait: 5 })
      await tell('fired', { startedAt: NOW + skew, at: NOW + skew }, NOW)
      await tell('fired', { startedAt: NOW + skew, at: NOW + skew }, NOW + 9_000)
      expect(await lease(NOW + 4_999)).toBeUndefined()
      expect(kinds(await leased(NOW + 5_000))).toEqual(['fired'])
    })

    it('tells the end to whoever was told of the alert, unless they want no ends', async () => {
      const deaf = await made.channels.create({ ...CHANNEL, name: 'deaf', notifyRecovery: false })
      const off = await made.channels.create({ ...CHANNEL, name: 'off' })
      await tell('fired')
      await made.channels.create({ ...CHANNEL, name: 'later' })
      await made.channels.update(channel, { notifyOn: ['critical'] })
      await made.channels.update(off.id, { enabled: false })
      await tell('resolved', { at: NOW + 1 })
      const ends = (await all()).filter(({ kind }) => kind === 'resolved')
      expect(ends.map((each) => each.channel)).toEqual([channel])
      expect((await store.list({ limit: 9, channel: deaf.id })).map(({ kind }) => kind)).toEqual(['fired'])
    })

    it('tells a channel of its hosts alone', async () => {
      await made.channels.update(channel, { hosts: [host + 1] })
      const own = await made.channels.create({ ...CHANNEL, name: 'own', hosts: [host + 1, host] })
      await tell('fired')
      expect((await all()).map((each) => each.channel)).toEqual([own.id])
    })

    it('lets an event wait for others, a critical one for a second at most', async () => {
      await made.channels.update(channel, { groupWait: 30 })
      await tell('fired')
      await tell('fired', { rule: 'cpu', level: 'critical' })
      await tell('resolved', { rule: 'cpu', level: 'critical', at: NOW + 1 })
      expect((await all()).map(({ dueAt }) => dueAt - NOW)).toEqual([30 * SECOND + 1, SECOND, 30 * SECOND])
    })

    it('counts what became of messages', async () => {
      expect(await store.counts()).toEqual({ queued: 0, sent: 0, failed: 0 })
      await tell('fired')
      await tell('resolved', { at: NOW + 1 })
      expect(await store.counts()).toEqual({ queued: 2, sent: 0, failed: 0 })
      await store.succeed(await leased(), NOW)
      expect(await store.counts()).toMatchObject({ failed: 0 })
      expect((await store.counts()).sent).toBeGreaterThan(0)
    })

    it('queues every reminder', async () => {
      for (const at of [1, 2, 2]) await tell('reminded', { at: NOW + at })
      expect(await all()).toHaveLength(2)
    })
  })

  describe(`${name} as DeliveryStore: messages`, () => {
    it('makes one message of all that waits for a channel', async () => {
      const other = await made.channels.create({ ...CHANNEL, name: 'other' })
      await made.channels.update(channel, { groupWait: 30 })
      for (let i = 0; i < 4; i++) await tell('fired', { rule: `rule:${i}`, startedAt: NOW + i, at: NOW + i })
      const first = await leased()
      expect([first.channel, first.deliveries.length, first.deliveries[0].attempts]).toEqual([other.id, 4, 1])
      expect(await lease(NOW + 29 * SECOND, { except: [other.id] })).toBeUndefined()
      const message = await leased(NOW + 30 * SECOND, { except: [other.id] })
      expect(message.deliveries.map(({ event }) => event.rule)).toEqual(['rule:0', 'rule:1', 'rule:2', 'rule:3'])
      expect(new Set(message.deliveries.map((each) => each.message))).toEqual(new Set([message.id]))
      await store.succeed(message, NOW + 31 * SECOND, 'all')
      const sent = await store.list({ limit: 9, channel, status: 'sent' })
      expect(sent.map(({ finishedAt, message: id }) => [finishedAt, id])).toEqual(Array(4).fill([NOW + 31 * SECOND, message.id]))
    })

    it('leaves for the next one what does not fit', async () => {
      for (let i = 0; i < 5; i++) await tell('fired', { startedAt: NOW + i })
      const sizes = [await leased(NOW, { limit: 3 }), await leased(NOW, { limit: 3 })].map(({ deliveries }) => deliveries.length)
      expect(sizes).toEqual([3, 2])
    })

    it('leases what is due, once, until the lease is over; then as it was', async () => {
      await tell('fired')
      expect(await lease(NOW - 1)).toBeUndefined()
      const first = await leased()
      await tell('fired', { rule: 'cpu' })
      expect((await leased()).deliveries).toMatchObject([{ event: { rule: 'cpu' }, attempts: 1 }])
      expect(await lease(NOW + LEASE - 1)).toBeUndefined()
      const again = await leased(NOW + LEASE)
      expect([again.id, again.deliveries.length, again.deliveries[0].attempts]).toEqual([first.id, 1, 2])
    })

    it('gives each delivery to one of several at once', async () => {
      for (let i = 0; i < 6; i++) await tell('fired', { startedAt: NOW + i })
      const taken = await Promise.all([0, 1, 2, 3].map(() => lease(NOW, { limit: 2 })))
      const ids = taken.flatMap((message) => message?.deliveries.map(({ id }) => id) ?? [])
      expect(new Set(ids).size).toBe(ids.length)
    })

    it('tells the events of an alert one after another', async () => {
      await tell('fired')
      await tell('resolved')
      const first = await leased()
      expect(kinds(first)).toEqual(['fired'])
      expect(await lease()).toBeUndefined()
      await store.succeed(first, NOW + 1)
      expect(kinds(await leased())).toEqual(['resolved'])
      expect(await all(1)).toMatchObject([{ kind: 'resolved' }])
      expect(await all(2)).toMatchObject([{}, { kind: 'fired', status: 'sent', finishedAt: NOW + 1 }])
    })

    it('gives later events of an alert what the channel answered to earlier ones', async () => {
      await tell('fired')
      await tell('fired', { startedAt: NOW + 1 })
      const first = await leased(NOW, { limit: 1 })
      const other = await leased(NOW, { limit: 1 })
      expect([first, other].map(({ deliveries: [each] }) => each.reference)).toEqual([null, null])
      await store.succeed(first, NOW, 'thread 1')
      await store.succeed(other, NOW)
      for (const startedAt of [NOW, NOW + 1]) await tell('resolved', { startedAt, at: NOW + 2 })
      const { deliveries } = await leased(NOW + 2)
      expect(deliveries.map(({ reference }) => reference)).toEqual(['thread 1', null])
    })

    it('does not listen to whoever lost the lease', async () => {
      await tell('fired')
      const lost = await leased()
      await leased(NOW + LEASE)
      await store.fail(lost, { at: NOW, error: 'late', retryAt: null })
      await store.split(lost, NOW, 'late')
      await store.succeed(lost, NOW)
      expect(await all()).toMatchObject([{ status: 'queued', error: null }])
    })
  })

  describe(`${name} as DeliveryStore: what does not arrive`, () => {
    it('tries the same message again when told to, or gives up', async () => {
      for (const startedAt of [NOW, NOW + 1]) await tell('fired', { startedAt })
      const first = await leased()
      await store.fail(first, { at: NOW, error: 'no answer', retryAt: NOW + 50 })
      expect(await store.nextDue(NOW)).toBe(NOW + 50)
      expect(await lease(NOW + 49)).toBeUndefined()
      const again = await leased(NOW + 50)
      expect([again.id, again.deliveries.map(({ attempts, error }) => [attempts, error])]).toEqual([
        first.id,
        Array(2).fill([2, 'no answer']),
      ])
      await store.fail(again, { at: NOW + 60, error: 'gone', retryAt: null })
      expect(await all()).toMatchObject(Array(2).fill({ status: 'failed', finishedAt: NOW + 60, error: 'gone' }))
      expect(await lease(NOW + 9999)).toBeUndefined()
      expect(await store.nextDue(NOW)).toBeNull()
    })

    it('makes two messages of one that is refused', async () => {
      for (let i = 0; i < 3; i++) await tell('fired', { startedAt: NOW + i })
      const whole = await leased()
      await store.split(whole, NOW + 1, 'refused')
      const parts = [await leased(NOW + 1), await leased(NOW + 1)]
      expect(parts.map(({ deliveries }) => deliveries.length)).toEqual([2, 1])
      expect(new Set(parts.map(({ id }) => id)).size).toBe(2)
    })

    it('keeps silent as long as a channel asks for it', async () => {
      await tell('fired')
      await store.hold(channel, NOW + 50)
      expect(await lease(NOW + 49)).toBeUndefined()
      expect(await made.channels.byId(channel)).toMatchObject({ heldUntil: NOW + 50 })
      expect(await lease(NOW + 50)).toBeDefined()
    })

    it('lets no channel have more new messages than its pace allows', async () => {
      const pace = { messageMs: 10, burstMs: 10 }
      let started = 0
      const more = async (at: number) => {
        await tell('fired', { startedAt: NOW - ++started })
        const message = await lease(at, { pace })
        if (message) await store.fail(message, { at, error: 'later', retryAt: NOW + HOUR })
        return message?.deliveries.length
      }
      expect([await more(NOW), await more(NOW), await more(NOW), await more(NOW + 9), await more(NOW + 10)]).toEqual([
        1,
        1,
        undefined,
        undefined,
        3,
      ])
      expect(await made.channels.byId(channel)).toMatchObject({ pacedTo: NOW + 30 })
      expect(await lease(NOW + HOUR, { pace })).toBeDefined()
    })

    it('queues a failed one again, and no other', async () => {
      await tell('fired')
      await store.fail(await leased(), { at: NOW, error: 'gone', retryAt: null })
      const [{ id } = { id: 0 }] = await all()
      expect(await store.retry(id, NOW + 5)).toMatchObject({ id, status: 'queued', attempts: 0, finishedAt: null, message: null })
      await expect(store.retry(id, NOW + 5)).rejects.toMatchObject({ code: 'conflict' })
      await expect(store.retry(id + 1, NOW + 5)).rejects.toMatchObject({ code: 'not_found' })
      expect(await leased(NOW + 5)).toMatchObject({ deliveries: [{ id, attempts: 1, error: 'gone' }] })
    })

    it('finds deliveries by channel, alert and status, page after page', async () => {
      for (let i = 0; i < 3; i++) await tell('fired', { startedAt: NOW + i })
      await store.succeed(await leased(NOW, { limit: 1 }), NOW)
      const [newest, middle, oldest] = await all()
      expect(await store.list({ limit: 1, before: newest?.id })).toEqual([middle])
      expect(await store.list({ limit: 9, status: 'sent' })).toEqual([oldest])
      expect(await store.list({ limit: 9, alert: middle?.alert, channel })).toEqual([middle])
      expect(await store.list({ limit: 9, channel: channel + 1 })).toEqual([])
    })
  })

  describe(`${name} as DeliveryStore: reminders`, () => {
    async function told(): Promise<void> {
      await store.succeed(await leased(NOW + HOUR / 2), NOW)
    }

    it('reminds of a critical alert once in each interval', async () => {
      await tell('fired', { level: 'critical' })
      expect(await store.remind(NOW + HOUR)).toEqual([])
      await told()
      expect(await store.remind(NOW + HOUR - 1)).toEqual([])
      const [event] = await store.remind(NOW + HOUR)
      expect(event).toMatchObject({ kind: 'reminded', level: 'critical', hostName: 'atlas', startedAt: NOW, at: NOW + HOUR })
      expect(await store.remind(NOW + HOUR + 1)).toEqual([])
      await store.succeed(await leased(NOW + HOUR), NOW)
      expect(await store.remind(NOW + 2 * HOUR - 1)).toEqual([])
      // A hub that was away says it once.
      expect(await store.remind(NOW + 9.5 * HOUR)).toHaveLength(1)
      await store.succeed(await leased(NOW + 9.5 * HOUR), NOW)
      expect(await store.remind(NOW + 9.9 * HOUR)).toEqual([])
    })

    it('is told by one of several hubs', async () => {
      await tell('fired', { level: 'critical' })
      await told()
      const events = await Promise.all([1, 2, 3].map((ms) => store.remind(NOW + HOUR + ms)))
      expect(events.flat()).toHaveLength(1)
      expect((await all()).map(({ kind }) => kind)).toEqual(['reminded', 'fired'])
    })

    it('leaves warnings, ends and channels without reminders alone', async () => {
      await tell('fired')
      await tell('fired', { rule: 'cpu', level: 'critical' })
      await tell('resolved', { rule: 'cpu', level: 'critical', at: NOW + 1 })
      await told()
      expect(await store.remind(NOW + HOUR)).toEqual([])
      await made.channels.update(channel, { remindAfter: 0 })
      await tell('fired', { rule: 'memory', level: 'critical' })
      await told()
      expect(await store.remind(NOW + 9 * HOUR)).toEqual([])
    })
  })
}
