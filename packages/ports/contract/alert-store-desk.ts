import type { AlertEvent, AlertEventKind, AlertState, Telling } from '@hyperion/domain/alerts'
import type { NewChannel } from '@hyperion/ports/alerts'
import { beforeEach, describe, expect, it } from 'vitest'
import type { AlertStoresUnderTest } from './alert-store.ts'

const NOW = Date.UTC(2040, 5, 1)
const HOUR = 3_600_000
const CHANNEL: NewChannel = {
  kind: 'discord',
  name: 'ops',
  enabled: true,
  notifyOn: ['warning', 'critical'],
  notifyRecovery: true,
  remindAfter: 0,
  groupWait: 0,
  hosts: [],
  settings: 'sealed',
}
const FIRING: AlertState = { phase: 'firing', level: 'warning', since: NOW, criticalSince: null, calmSince: null }

/** What people look for and do with alerts, and what silences keep back of them. */
export function alertDeskContract(name: string, make: () => Promise<AlertStoresUnderTest>): void {
  let made: AlertStoresUnderTest
  let host: number

  function event(kind: AlertEventKind, more: Partial<AlertEvent> = {}): AlertEvent {
    const about = { host, hostName: 'atlas', rule: 'disk', instance: '', title: 'Disk', message: 'Disk usage is at 85.5%' } as const
    return { ...about, unit: 'percent', value: 85.5, threshold: 80, level: 'warning', kind, startedAt: NOW, at: NOW, ...more }
  }

  async function commit(kind: AlertEventKind, more: Partial<AlertEvent> = {}, telling: Telling = 'now'): Promise<void> {
    const told = event(kind, more)
    const { rule, instance } = told
    await made.alerts.commit({ host, rule, instance, state: kind === 'resolved' ? { phase: 'ok' } : FIRING, event: told, telling })
  }

  const lease = (pace: { readonly messageMs: number; readonly burstMs: number }) =>
    made.deliveries.lease({ now: NOW + 10, leaseMs: 1000, limit: 1, except: [], pace })
  const queued = async () => (await made.deliveries.list({ limit: 99 })).map(({ kind }) => kind).reverse()
  const only = async () => (await made.alerts.recent(1))[0] ?? expect.fail('no alert')

  describe(`${name} as AlertStore of a desk`, () => {
    beforeEach(async () => {
      made = await make()
      host = (await made.hosts.ensureHub('atlas', NOW)).id
      await made.channels.create(CHANNEL)
      return () => made.close()
    })

    it('finds alerts by what they are, page by page', async () => {
      await commit('fired')
      await commit('fired', { rule: 'rule:7', instance: '/data_1', title: 'Inodes', level: 'critical' })
      await commit('fired', { rule: 'rule:7:no-data', instance: '/data21', title: 'Inodes' })
      await commit('resolved', { at: NOW + 5 })
      const rules = async (filter: object) => (await made.alerts.find({ limit: 9, ...filter })).map(({ rule }) => rule)
      expect(await rules({})).toEqual(['rule:7:no-data', 'rule:7', 'disk'])
      expect(await rules({ state: 'resolved' })).toEqual(['disk'])
      expect(await rules({ state: 'firing', level: 'critical', host })).toEqual(['rule:7'])
      expect(await rules({ rule: 'rule:7' })).toEqual(['rule:7:no-data', 'rule:7'])
      expect(await rules({ host: host + 1 })).toEqual([])
      expect(await rules({ search: 'INOD' })).toEqual(['rule:7:no-data', 'rule:7'])
      expect(await rules({ search: 'atlas' })).toHaveLength(3)
      expect(await rules({ search: 'data_1' })).toEqual(['rule:7'])
      expect(await rules({ search: '%' })).toHaveLength(3)
      expect(await rules({ search: '\\' })).toEqual([])
      const [newest] = await made.alerts.find({ limit: 1 })
      expect(await rules({ before: newest?.id })).toEqual(['rule:7', 'disk'])
    })

    it('tells the story of an alert, once each', async () => {
      await commit('fired')
      await commit('fired')
      const { id } = await only()
      const mine = await made.alerts.acknowledge(id, { name: 'ada', at: NOW + 1, acknowledged: true })
      expect(mine).toMatchObject({ id, acknowledgedAt: NOW + 1, acknowledgedBy: 'ada' })
      expect(await made.alerts.acknowledge(id, { name: 'bob', at: NOW + 2, acknowledged: false })).toMatchObject({ acknowledgedBy: null })
      await commit('resolved', { at: NOW + 3, value: 10, flapping: true })
      const story = await made.alerts.story(id)
      expect(story?.alert).toMatchObject({ id, state: 'resolved', flapping: true })
      expect(story?.events.map(({ kind, at, told, actor }) => [kind, at - NOW, told, actor])).toEqual([
        ['fired', 0, 'now', null],
        ['acknowledged', 1, 'never', 'ada'],
        ['unacknowledged', 2, 'never', 'bob'],
        ['resolved', 3, 'now', null],
      ])
      expect(story?.deliveries.map(({ kind }) => kind)).toEqual(['fired', 'resolved'])
      await expect(made.alerts.acknowledge(id, { name: 'ada', at: NOW, acknowledged: true })).rejects.toMatchObject({ code: 'conflict' })
      expect(await only()).toMatchObject({ acknowledgedAt: null })
      await expect(made.alerts.acknowledge(id + 1, { name: 'a', at: 1, acknowledged: true })).rejects.toMatchObject({ code: 'not_found' })
      expect(await made.alerts.story(id + 1)).toBeUndefined()
    })

    it('keeps back what a silence covers, and tells it once when asked', async () => {
      await commit('fired', {}, 'held')
      await commit('escalated', { at: NOW + 1, level: 'critical' }, 'held')
      expect(await queued()).toEqual([])
      const [held] = await made.alerts.held()
      expect(held).toMatchObject({ state: 'firing', held: 'fired', level: 'critical' })
      const told = event('fired', { at: NOW + 9, level: 'critical' })
      const alert = { id: held?.id ?? 0, held: 'fired' } as const
      expect(await Promise.all([made.alerts.release(alert, told), made.alerts.release(alert, told)])).toEqual(
        expect.arrayContaining([true, false]),
      )
      expect(await queued()).toEqual(['fired'])
      expect(await made.alerts.held()).toEqual([])
    })

    it('says nothing of the end to whoever was not told of the beginning', async () => {
      await commit('fired', {}, 'held')
      await commit('resolved', { at: NOW + 1 }, 'held')
      expect([await queued(), await made.alerts.held()]).toEqual([[], []])
      await commit('fired', { startedAt: NOW + 2, at: NOW + 2 }, 'held')
      await commit('resolved', { startedAt: NOW + 2, at: NOW + 3 })
      expect([await queued(), await made.alerts.held()]).toEqual([[], []])
    })

    it('owes the end to whoever was told of the beginning, also when it is written twice', async () => {
      await commit('fired')
      await commit('resolved', { at: NOW + 1 }, 'held')
      await commit('resolved', { at: NOW + 1 }, 'held')
      expect(await made.alerts.held()).toMatchObject([{ state: 'resolved', held: 'resolved' }])
      expect(await queued()).toEqual(['fired'])
    })

    it('tells what is new as a beginning when that was kept back', async () => {
      await commit('fired', {}, 'held')
      await commit('escalated', { at: NOW + 1, level: 'critical' })
      expect([await queued(), await made.alerts.held()]).toEqual([['fired'], []])
      await commit('resolved', { at: NOW + 2 }, 'never')
      expect([await queued(), await made.alerts.held()]).toEqual([['fired'], []])
      await commit('resolved', { at: NOW + 2 }, 'now')
      expect(await queued()).toEqual(['fired'])
    })

    it('sends no reminders while an alert is silenced', async () => {
      await made.channels.create({ ...CHANNEL, name: 'again', remindAfter: 60 })
      await commit('fired', { level: 'critical' })
      const { id } = await only()
      const pace = { messageMs: 0, burstMs: 0 }
      for (let message = await lease(pace); message; message = await lease(pace)) await made.deliveries.succeed(message, NOW)
      await made.alerts.markSilenced(id, NOW + 2 * HOUR)
      expect(await made.deliveries.remind(NOW + HOUR)).toEqual([])
      await made.alerts.markSilenced(id, null)
      expect(await made.deliveries.remind(NOW + HOUR)).toMatchObject([{ kind: 'reminded' }])
    })

    it('forgets what is old', async () => {
      await commit('fired')
      await commit('resolved', { at: NOW + 10 })
      await commit('fired', { rule: 'cpu' })
      const pace = { messageMs: 0, burstMs: 0 }
      const leased = await lease(pace)
      await made.deliveries.succeed(leased ?? expect.fail('nothing is due'), NOW + 10)
      await made.alerts.trim({ alerts: NOW + 10, deliveries: NOW + 10 })
      expect([(await made.alerts.recent(9)).length, (await queued()).length]).toEqual([2, 3])
      await made.alerts.trim({ alerts: NOW, deliveries: NOW + 11 })
      expect([(await made.alerts.recent(9)).length, (await queued()).length]).toEqual([2, 2])
      await made.alerts.trim({ alerts: NOW + 11, deliveries: NOW + 11 })
      expect(await made.alerts.recent(9)).toMatchObject([{ rule: 'cpu', state: 'firing' }])
      expect(await queued()).toEqual(['fired'])
    })
  })
}
