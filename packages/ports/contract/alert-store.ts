import type { AlertEvent, AlertEventKind, AlertState } from '@hyperion/domain/alerts'
import type { AlertStore, Channel, ChannelStore, DeliveryStore, NewChannel } from '@hyperion/ports/alerts'
import type { HostStore } from '@hyperion/ports/hosts'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)
const FIRING: AlertState = { phase: 'firing', level: 'warning', since: NOW, criticalSince: null, calmSince: null }
const DISK = { rule: 'disk', instance: '' } as const
const CPU = { rule: 'cpu', instance: '' } as const
const CHANNEL: NewChannel = {
  kind: 'discord',
  name: 'ops',
  enabled: true,
  notifyOn: ['warning', 'critical'],
  notifyRecovery: true,
  remindAfter: 240,
  groupWait: 5,
  hosts: [],
  settings: 'sealed',
}

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
        flapping: false,
        held: null,
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
      expect(await made.deliveries.list({ limit: 9 })).toMatchObject([
        { channel: id, kind: 'fired', status: 'queued', attempts: 0, error: null },
      ])
      await tell('escalated', { level: 'critical' })
      expect((await made.deliveries.list({ limit: 9 })).map(({ channel }) => channel).sort()).toEqual([id, id, critical.id])
    })

    it('keeps nothing of a transition that fails', async () => {
      await made.channels.create(CHANNEL)
      const broken = { host, ...DISK, state: FIRING, event: event('fired', { host: host + 77 }) } as const
      await expect(made.alerts.commit(broken)).rejects.toThrow()
      expect(await made.alerts.states()).toEqual([])
      expect(await made.alerts.recent(9)).toEqual([])
      expect(await made.deliveries.list({ limit: 9 })).toEqual([])
    })
  })

  describe(`${name} as ChannelStore`, () => {
    beforeEach(begin)

    it('keeps, changes and forgets channels', async () => {
      const channel = await made.channels.create(CHANNEL)
      expect(channel).toEqual({ id: expect.any(Number), heldUntil: null, pacedTo: 0, ...CHANNEL })
      const ways = { notifyRecovery: false, remindAfter: 0, groupWait: 0, hosts: [3, 7] } as const
      const change = { enabled: false, notifyOn: ['critical'], settings: 'other', ...ways } as const
      const changed: Channel = { ...channel, ...change }
      expect(await made.channels.update(channel.id, change)).toEqual(changed)
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
      expect(await made.deliveries.list({ limit: 9 })).toEqual([])
    })
  })
}
