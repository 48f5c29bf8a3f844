import type { AlertEvent, AlertEventKind, AlertState } from '@hyperion/domain/alerts'
import type { AlertStore, Channel, ChannelStore, DeliveryStore, NewChannel } from '@hyperion/ports/alerts'
import type { HostStore } from '@hyperion/ports/hosts'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)
const LEASE = 1000
const FIRING: AlertState = { phase: 'firing', level: 'warning', since: NOW, criticalSince: null, calmSince: null }
const DISK = { rule: 'disk', instance: '' } as const
const CPU = { rule: 'cpu', instance: '' } as const
const CHANNEL: NewChannel = { kind: 'discord', name: 'ops', enabled: true, notifyOn: ['warning', 'critical'], settings: 'sealed' }

export interface AlertStoresUnderTest {
  readonly alerts: AlertStore
  readonly channels: ChannelStore
  readonly deliveries: DeliveryStore
  readonly hosts: HostStore
  close(): Promise<void>
}

export function alertStoreContract(name: string, make: () => Promise<AlertStoresUnderTest>): void {
  let made: AlertStoresUnderTest
  let host: number

  const begin = async () => {
    made = await make()
    host = (await made.hosts.ensureHub('atlas', NOW)).id
    return () => made.close()
  }

  function event(kind: AlertEventKind, more: Partial<AlertEvent> = {}): AlertEvent {
    const about = { host, hostName: 'atlas', ...DISK, title: 'Disk', message: 'Disk usage is at 85.5%', unit: 'percent' } as const
    return { ...about, value: 85.5, threshold: 80, level: 'warning', kind, startedAt: NOW, at: NOW, ...more }
  }

  async function tell(kind: AlertEventKind, more: Partial<AlertEvent> = {}): Promise<void> {
    const told = event(kind, more)
    const { rule, instance } = told
    await made.alerts.commit({ host, rule, instance, state: kind === 'resolved' ? { phase: 'ok' } : FIRING, event: told })
  }

  describe(`${name} as AlertStore`, () => {
    beforeEach(begin)

    it('keeps what is not ok, and the latest state of it', async () => {
      const pending: AlertState = { phase: 'pending', since: NOW, criticalSince: null }
      await made.alerts.commit({ host, ...CPU, state: pending, event: null })
      await made.alerts.commit({ host, ...DISK, state: pending, event: null })
      await made.alerts.commit({ host, ...DISK, state: FIRING, event: null })
      expect(await made.alerts.states()).toHaveLength(2)
      await made.alerts.commit({ host, ...CPU, state: { phase: 'ok' }, event: null })
      expect(await made.alerts.states()).toEqual([{ host, ...DISK, state: FIRING }])
      expect(await made.alerts.recent(9)).toEqual([])
    })

    it('follows an alert from its start to its end', async () => {
      await tell('fired')
      const alert = {
        host,
        ...DISK,
        title: 'Disk',
        unit: 'percent',
        message: 'Disk usage is at 85.5%',
        level: 'warning',
        state: 'firing',
        value: 85.5,
        threshold: 80,
        startedAt: NOW,
        resolvedAt: null,
        acknowledgedAt: null,
        acknowledgedBy: null,
      }
      expect(await made.alerts.current()).toEqual([{ ...alert, id: expect.any(Number) }])
      await tell('escalated', { level: 'critical', value: 95, threshold: 90 })
      expect(await made.alerts.current()).toMatchObject([{ ...alert, level: 'critical', value: 95, threshold: 90 }])
      await tell('resolved', { level: 'critical', value: 10, threshold: 90, at: NOW + 5 })
      expect(await made.alerts.current()).toEqual([])
      await tell('fired', { startedAt: NOW + 9, at: NOW + 9 })
      const recent = await made.alerts.recent(9)
      expect(recent.map(({ state, resolvedAt }) => [state, resolvedAt])).toEqual([
        ['firing', null],
        ['resolved', NOW + 5],
      ])
      expect(await made.alerts.recent(1)).toEqual(recent.slice(0, 1))
      expect(await made.alerts.states()).toHaveLength(1)
    })

    it('tells the instances of a rule apart', async () => {
      await tell('fired', { instance: '/data' })
      await tell('fired', { instance: '/home' })
      await tell('resolved', { instance: '/data', at: NOW + 5 })
      expect(await made.alerts.current()).toMatchObject([{ instance: '/home' }])
      expect(await made.alerts.states()).toMatchObject([{ instance: '/home' }])
    })

    it('queues an event once for every channel that wants its level', async () => {
      const { id } = await made.channels.create(CHANNEL)
      await made.channels.create({ ...CHANNEL, name: 'off', enabled: false })
      const critical = await made.channels.create({ ...CHANNEL, name: 'critical', notifyOn: ['critical'] })
      await tell('fired')
      await tell('fired')
      expect(await made.deliveries.list(9)).toMatchObject([{ channel: id, kind: 'fired', status: 'queued', attempts: 0, error: null }])
      await tell('escalated', { level: 'critical' })
      expect((await made.deliveries.list(9)).map(({ channel }) => channel).sort()).toEqual([id, id, critical.id])
    })

    it('keeps nothing of a transition that fails', async () => {
      await made.channels.create(CHANNEL)
      const broken = { host, ...DISK, state: FIRING, event: event('fired', { host: host + 77 }) } as const
      await expect(made.alerts.commit(broken)).rejects.toThrow()
      expect(await made.alerts.states()).toEqual([])
      expect(await made.alerts.recent(9)).toEqual([])
      expect(await made.deliveries.list(9)).toEqual([])
    })
  })

  describe(`${name} as ChannelStore`, () => {
    beforeEach(begin)

    it('keeps, changes and forgets channels', async () => {
      const channel = await made.channels.create(CHANNEL)
      expect(channel).toEqual({ id: expect.any(Number), ...CHANNEL })
      const changed: Channel = { ...channel, enabled: false, notifyOn: ['critical'], settings: 'other' }
      expect(await made.channels.update(channel.id, { enabled: false, notifyOn: ['critical'], settings: 'other' })).toEqual(changed)
      expect(await made.channels.byId(channel.id)).toEqual(changed)
      const second = await made.channels.create({ ...CHANNEL, name: 'second', notifyOn: [] })
      expect(await made.channels.list()).toEqual([changed, second])
      await made.channels.delete(channel.id)
      expect(await made.channels.byId(channel.id)).toBeUndefined()
    })

    it('has a name once, and nothing to change of an unknown channel', async () => {
      const { id } = await made.channels.create(CHANNEL)
      await expect(made.channels.create(CHANNEL)).rejects.toMatchObject({ code: 'conflict' })
      await expect(made.channels.update(id + 1, { enabled: true })).rejects.toMatchObject({ code: 'not_found' })
      await expect(made.channels.delete(id + 1)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('takes its deliveries with it', async () => {
      const { id } = await made.channels.create(CHANNEL)
      await tell('fired')
      await made.channels.delete(id)
      expect(await made.deliveries.list(9)).toEqual([])
    })
  })

  describe(`${name} as DeliveryStore`, () => {
    beforeEach(async () => {
      const close = await begin()
      await made.channels.create(CHANNEL)
      return close
    })

    it('leases what is due, once, until the lease is over', async () => {
      await tell('fired')
      expect(await made.deliveries.lease(NOW - 1, LEASE, 9)).toEqual([])
      const [first] = await made.deliveries.lease(NOW, LEASE, 9)
      expect(first).toMatchObject({ attempts: 1, event: event('fired') })
      expect(await made.deliveries.lease(NOW + LEASE - 1, LEASE, 9)).toEqual([])
      const [again] = await made.deliveries.lease(NOW + LEASE, LEASE, 9)
      expect(again).toMatchObject({ id: first?.id, attempts: 2 })
    })

    it('gives each delivery to one of several at once', async () => {
      for (let i = 0; i < 6; i++) await tell('fired', { startedAt: NOW + i })
      const taken = await Promise.all([0, 1, 2].map(() => made.deliveries.lease(NOW, LEASE, 2)))
      const ids = taken.flat().map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
    })

    it('tells the events of an alert one after another', async () => {
      await tell('fired')
      await tell('resolved')
      const [first, ...others] = await made.deliveries.lease(NOW, LEASE, 9)
      expect([first?.kind, others]).toEqual(['fired', []])
      await made.deliveries.succeed({ id: first?.id ?? 0, attempts: 1 }, NOW + 1)
      expect(await made.deliveries.lease(NOW, LEASE, 9)).toMatchObject([{ kind: 'resolved' }])
      expect(await made.deliveries.list(1)).toMatchObject([{ kind: 'resolved' }])
      expect(await made.deliveries.list(2)).toMatchObject([{}, { kind: 'fired', status: 'sent', finishedAt: NOW + 1 }])
    })

    it('gives later events of an alert what the channel answered to earlier ones', async () => {
      await tell('fired')
      await tell('fired', { startedAt: NOW + 1 })
      await tell('resolved', { at: NOW + 2 })
      const [first, other] = await made.deliveries.lease(NOW, LEASE, 9)
      expect([first?.reference, other?.reference]).toEqual([null, null])
      await made.deliveries.succeed({ id: first?.id ?? 0, attempts: 1 }, NOW, 'thread 1')
      await made.deliveries.succeed({ id: other?.id ?? 0, attempts: 1 }, NOW)
      expect(await made.deliveries.lease(NOW + 2, LEASE, 9)).toMatchObject([{ kind: 'resolved', reference: 'thread 1' }])
    })

    it('queues every reminder', async () => {
      await tell('reminded', { at: NOW + 1 })
      await tell('reminded', { at: NOW + 2 })
      await tell('reminded', { at: NOW + 2 })
      expect(await made.deliveries.list(9)).toHaveLength(2)
    })

    it('tries again when told to, or gives up', async () => {
      await tell('fired')
      const [{ id } = { id: 0 }] = await made.deliveries.lease(NOW, LEASE, 9)
      await made.deliveries.fail({ id, attempts: 1 }, { at: NOW, error: 'no answer', retryAt: NOW + 50 })
      expect(await made.deliveries.lease(NOW + 49, LEASE, 9)).toEqual([])
      expect(await made.deliveries.lease(NOW + 50, LEASE, 9)).toMatchObject([{ id, attempts: 2, error: 'no answer' }])
      await made.deliveries.fail({ id, attempts: 2 }, { at: NOW + 60, error: 'gone', retryAt: null })
      expect(await made.deliveries.list(9)).toMatchObject([{ status: 'failed', finishedAt: NOW + 60, error: 'gone' }])
      expect(await made.deliveries.lease(NOW + 9999, LEASE, 9)).toEqual([])
    })

    it('does not listen to whoever lost the lease', async () => {
      await tell('fired')
      const [{ id } = { id: 0 }] = await made.deliveries.lease(NOW, LEASE, 9)
      await made.deliveries.lease(NOW + LEASE, LEASE, 9)
      await made.deliveries.fail({ id, attempts: 1 }, { at: NOW, error: 'late', retryAt: null })
      await made.deliveries.succeed({ id, attempts: 1 }, NOW)
      expect(await made.deliveries.list(9)).toMatchObject([{ status: 'queued', error: null }])
    })
  })
}
