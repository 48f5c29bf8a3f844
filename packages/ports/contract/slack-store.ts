import type { IncidentStore } from '@hyperion/ports/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import type { SlackPerson, SlackStore, StoredSlackSettings } from '@hyperion/ports/slack'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'
import { NEW_SERVICE, UNKNOWN_ID } from './service-samples.ts'

interface SlackStoreUnderTest {
  readonly slack: SlackStore
  readonly services: Pick<ServiceStore, 'create'>
  readonly incidents: IncidentStore
  readonly users: UserStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)

const SETTINGS: StoredSlackSettings = {
  token: 'v1.sealed',
  signingSecret: 'v1.sealed too',
  defaultChannel: 'C1',
  roomPrefix: 'inc-',
  server: null,
  team: { id: 'T1', name: 'Équipe', botUser: 'UBOT' },
  updatedAt: NOW,
  updatedBy: 'ada',
}

export function slackStoreContract(name: string, make: () => Promise<SlackStoreUnderTest>): void {
  describe(`${name} as SlackStore`, () => {
    let store: SlackStore
    let users: UserStore
    let ada: number
    let incident: string

    beforeEach(async () => {
      const made = await make()
      store = made.slack
      users = made.users
      const user = { passwordHash: 'h', mustChangePassword: false, createdAt: NOW, role: 'technicien' } as const
      // One has to stay.
      await users.create({ ...user, username: 'root', role: 'admin' })
      ada = (await users.create({ ...user, username: 'ada' })).id
      const service = await made.services.create(NEW_SERVICE)
      const opened = await made.incidents.open(
        {
          title: 'Down',
          description: '',
          severity: 'SEV2_HIGH',
          service: service.id,
          scopes: [],
          source: 'manual',
          dedupKey: null,
          createdBy: null,
          detectedAt: NOW,
          at: NOW,
        },
        [],
      )
      incident = opened.incident.id
      return () => made.close()
    })

    const person = (id: string): SlackPerson => ({
      id,
      user: ada,
      mail: 'ada@example.org',
      name: 'Ada',
      locale: 'fr-FR',
      checkedAt: NOW,
      toldAt: null,
    })

    it('keeps the settings of one workspace, and how it goes', async () => {
      expect(await store.settings()).toBeUndefined()
      await store.noteState({ lastEventAt: NOW })
      expect(await store.state()).toEqual({ lastEventAt: null, lastError: null, lastErrorAt: null })
      await store.saveSettings(SETTINGS)
      await store.noteState({ lastEventAt: NOW })
      await store.noteState({ lastError: 'invalid_auth', lastErrorAt: NOW + 1 })
      expect(await store.settings()).toEqual(SETTINGS)
      expect(await store.state()).toEqual({ lastEventAt: NOW, lastError: 'invalid_auth', lastErrorAt: NOW + 1 })
      const other = { ...SETTINGS, server: 'https://slack-gov.com', team: null, roomPrefix: 'war-' }
      await store.saveSettings(other)
      expect(await store.settings()).toEqual(other)
      expect(await store.state()).toEqual({ lastEventAt: NOW, lastError: null, lastErrorAt: null })
      await store.clearSettings()
      expect(await store.settings()).toBeUndefined()
    })

    it('keeps where an incident is told, found by place and by message, as long as there is the incident', async () => {
      const message = { incident, place: 'channel', channel: 'C1', ts: '1.000001', hash: 'a', told: null } as const
      await store.saveMessage(message)
      await store.saveMessage({ ...message, place: 'room', channel: 'C2' })
      await store.saveMessage({ ...message, ts: '2.000001', hash: 'b', told: 'entry' })
      expect(await store.message(incident, 'channel')).toEqual({ ...message, ts: '2.000001', hash: 'b', told: 'entry' })
      expect(await store.messageAt('C2', '1.000001')).toMatchObject({ place: 'room' })
      expect(await store.messageAt('C1', '1.000001')).toBeUndefined()
      const gone = { ...message, incident: UNKNOWN_ID, ts: '3.000001' }
      await expect(store.saveMessage(gone)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('keeps the war room of an incident, found by its channel too', async () => {
      const room = { incident, channel: 'C9', name: 'inc-a1b2c3-down' }
      await store.saveRoom({ ...room, channel: 'C8' })
      await store.saveRoom(room)
      expect([await store.room(incident), await store.roomAt('C9'), await store.roomAt('C8')]).toEqual([room, room, undefined])
      const gone = { ...room, incident: UNKNOWN_ID, channel: 'C7' }
      await expect(store.saveRoom(gone)).rejects.toMatchObject({ code: 'not_found' })
    })

    it('remembers people as long as there are their users and the workspace is the same', async () => {
      await store.saveSettings(SETTINGS)
      await store.savePerson({ ...person('U1'), user: null })
      await store.savePerson(person('U1'))
      await store.savePerson({ ...person('U2'), user: null, toldAt: NOW })
      expect(await store.person('U1')).toEqual(person('U1'))
      expect(await store.personOf(ada)).toEqual(person('U1'))
      expect(await store.personOf(ada + 1)).toBeUndefined()
      await store.saveSettings({ ...SETTINGS, defaultChannel: 'C2' })
      expect(await store.person('U2')).toMatchObject({ toldAt: NOW })
      await store.saveSettings({ ...SETTINGS, team: { id: 'T2', name: '', botUser: 'U' } })
      expect(await store.person('U2')).toBeUndefined()
      await store.savePerson(person('U1'))
      await users.delete(ada)
      expect(await store.person('U1')).toBeUndefined()
    })

    it('takes each event and each signature once, however many ask', async () => {
      const event = { key: 'Ev1', subject: 'C1:1.1', kind: 'message', payload: { text: 'é\0"' }, at: NOW }
      const taken = await Promise.all(Array.from({ length: 4 }, () => store.receive(event)))
      expect(taken.filter(Boolean)).toHaveLength(1)
      expect(await store.receive({ ...event, key: 'Ev2' })).toBe(false)
      expect(await store.receive({ ...event, key: 'Ev3', subject: null })).toBe(true)
      expect([await store.remember('v0=ab', NOW), await store.remember('v0=ab', NOW), await store.remember('v0=cd', NOW)]).toEqual([
        true,
        false,
        true,
      ])
      expect(await store.lease(NOW, 100)).toMatchObject({ ...event, attempts: 1 })
    })

    it('leases what is owed one by one until it is settled, and then forgets it', async () => {
      for (const key of ['a', 'b']) await store.receive({ key, subject: null, kind: 'command', payload: {}, at: NOW })
      const both = await Promise.all([store.lease(NOW, 100), store.lease(NOW, 100)])
      const [first, second] = both
      if (!first || !second) return expect.fail()
      expect(both.map((each) => each?.key).sort()).toEqual(['a', 'b'])
      expect(await store.lease(NOW + 99, 100)).toBeUndefined()
      await store.settle(first, { at: NOW, error: 'trouble', retryAt: NOW + 500 })
      await store.settle(second, { at: NOW, error: 'never' })
      expect(await store.lease(NOW + 499, 100)).toBeUndefined()
      const again = await store.lease(NOW + 500, 100)
      expect(again).toMatchObject({ key: first.key, attempts: 2 })
      const taken = await store.lease(NOW + 600, 100)
      if (again) await store.settle(again, { at: NOW })
      expect(await store.lease(NOW + 700, 100)).toMatchObject({ attempts: 4 })
      expect(taken).toMatchObject({ attempts: 3 })
      await store.trim(NOW + 1)
      expect(await store.receive({ key: second.key, subject: null, kind: 'x', payload: {}, at: NOW })).toBe(true)
      expect(await store.receive({ key: first.key, subject: null, kind: 'x', payload: {}, at: NOW })).toBe(false)
    })
  })
}
