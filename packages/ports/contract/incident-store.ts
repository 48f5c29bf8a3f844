import { REOPEN_WINDOW_MS, type Signal, STEPS_AFTER_CHANGE, stepsAtStart } from '@hyperion/domain/incidents'
import type { Absorption, IncidentQuery, IncidentStore, NewIncident } from '@hyperion/ports/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import type { UserStore } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'

interface IncidentStoreUnderTest {
  readonly incidents: IncidentStore
  readonly services: Pick<ServiceStore, 'create'>
  readonly users: UserStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const MINUTE = 60_000
const NEWEST: Pick<IncidentQuery, 'ordering' | 'offset' | 'limit'> = {
  ordering: { by: 'created_at', descending: true },
  offset: 0,
  limit: 20,
}
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

export function incidentStoreContract(name: string, make: () => Promise<IncidentStoreUnderTest>): void {
  describe(`${name} as IncidentStore`, () => {
    let store: IncidentStore
    let users: UserStore
    let redis: string
    let web: string
    let ada: { readonly id: number; readonly username: string }

    beforeEach(async () => {
      const made = await make()
      store = made.incidents
      users = made.users
      redis = await serviceNamed(made.services, 'redis-prod')
      web = await serviceNamed(made.services, 'web')
      ada = await users.create({ username: 'ada', passwordHash: 'h', role: 'admin', mustChangePassword: false, createdAt: NOW })
      return () => made.close()
    })

    const incident = (fields: Partial<NewIncident> = {}): NewIncident => ({
      title: 'Redis Cluster Down',
      description: 'All nodes reporting connection timeout.',
      severity: 'SEV1_CRITICAL',
      service: redis,
      scopes: [],
      source: 'manual',
      dedupKey: null,
      createdBy: { id: ada.id, username: 'ada' },
      detectedAt: NOW - MINUTE,
      at: NOW,
      ...fields,
    })
    const open = async (fields?: Partial<NewIncident>) => (await store.open(incident(fields), ['notify'])).incident
    const signal = (fields: Partial<Signal> = {}): Signal => ({
      source: 'alertmanager',
      fingerprint: 'f1',
      status: 'firing',
      title: 'HighLatency',
      description: 'P99 > 500 ms',
      severity: 'SEV2_HIGH',
      detectedAt: NOW - MINUTE,
      endedAt: null,
      labels: { alertname: 'HighLatency' },
      url: 'http://prometheus:9090/graph',
      ...fields,
    })
    const absorb = (fields: Partial<Signal> = {}, at = NOW, rest: Partial<Absorption> = {}) =>
      store.absorb(
        { signal: signal(fields), service: web, at, reopenWindowMs: REOPEN_WINDOW_MS, ...rest },
        stepsAtStart,
        STEPS_AFTER_CHANGE,
      )
    const messages = async (id: string) => (await store.timeline(id)).map(({ message }) => message)

    it('opens an incident with its first entry and its steps, found by either name', async () => {
      const { incident: made, outcome } = await store.open(incident(), ['notify', 'slack'])
      expect(outcome).toBe('created')
      expect(made).toMatchObject({
        title: 'Redis Cluster Down',
        severity: 'SEV1_CRITICAL',
        status: 'TRIGGERED',
        service: { id: redis, name: 'redis-prod' },
        lead: null,
        createdBy: { id: ada.id, username: 'ada' },
        createdAt: NOW,
        detectedAt: NOW - MINUTE,
        acknowledgedAt: null,
        resolvedAt: null,
        reopened: 0,
        warRoomLink: null,
        lidLink: null,
      })
      expect(made.id).toMatch(/^[0-9a-f-]{36}$/)
      expect(made.shortId).toMatch(/^INC-[A-Z0-9]{6}$/)
      expect(await store.byRef(made.id.toUpperCase())).toEqual(made)
      expect(await store.byRef(made.shortId.toLowerCase())).toEqual(made)
      expect(await store.byRef('INC-ZZZZZZ')).toBeUndefined()
      expect(await store.byRef("'; drop table incidents")).toBeUndefined()
      expect(await store.timeline(made.id)).toMatchObject([
        { type: 'STATUS_CHANGE', message: 'Incident created', at: NOW, actor: 'ada', data: { to: 'TRIGGERED' } },
      ])
      const detail = await store.detail(made.id)
      expect(detail.service).toEqual({ id: redis, name: 'redis-prod', ownerTeam: null, runbookUrl: 'https://wiki.example.com/redis-prod' })
      expect(detail.steps).toMatchObject([
        { kind: 'notify', state: 'pending', attempts: 0, dueAt: NOW },
        { kind: 'slack', state: 'pending' },
      ])
    })

    it('refuses services and impact scopes that it does not know, by field', async () => {
      await expect(store.open(incident({ service: UNKNOWN }), [])).rejects.toMatchObject({
        code: 'validation_failed',
        info: { details: { service: ['Service with this ID does not exist'] } },
      })
      await expect(store.open(incident({ scopes: [UNKNOWN] }), [])).rejects.toMatchObject({ code: 'validation_failed' })
      expect((await store.find({ ...NEWEST })).count).toBe(0)
    })

    it('opens one for a service and key, however many ask at once, until it is resolved', async () => {
      const asked = await Promise.all(Array.from({ length: 12 }, () => store.open(incident({ dedupKey: 'k' }), ['notify'])))
      expect(asked.filter(({ outcome }) => outcome === 'created')).toHaveLength(1)
      expect(new Set(asked.map(({ incident: { id } }) => id)).size).toBe(1)
      const other = await store.open(incident({ dedupKey: 'k', service: web }), [])
      expect(other.outcome).toBe('created')
      await store.transition(asked[0]?.incident.id as string, { action: 'resolve', actor: null, at: NOW }, [])
      expect((await store.open(incident({ dedupKey: 'k' }), [])).outcome).toBe('created')
      expect((await store.find({ ...NEWEST })).count).toBe(3)
    })

    it('follows the transitions and refuses others, saying what is allowed', async () => {
      const { id } = await open()
      const actor = { id: ada.id, username: 'ada' }
      const acknowledged = await store.transition(id, { action: 'acknowledge', actor, at: NOW + 1, message: 'On it' }, ['slack'])
      expect(acknowledged).toMatchObject({
        status: 'ACKNOWLEDGED',
        acknowledgedAt: NOW + 1,
        acknowledgedBy: actor,
        lead: { ...actor, email: '' },
      })
      await expect(store.transition(id, { action: 'acknowledge', actor, at: NOW + 2 }, [])).rejects.toMatchObject({
        code: 'conflict',
        message: 'Cannot acknowledge an incident that is acknowledged. Allowed: mitigate, resolve',
      })
      expect(await store.transition(id, { action: 'mitigate', actor, at: NOW + 3 }, [])).toMatchObject({
        status: 'MITIGATED',
        mitigatedAt: NOW + 3,
      })
      const words = { resolutionNote: 'Failover', rootCause: 'Memory' }
      const resolved = await store.transition(id, { action: 'resolve', actor: null, at: NOW + 4, ...words }, [])
      expect(resolved).toMatchObject({ status: 'RESOLVED', resolvedAt: NOW + 4, resolvedBy: null, ...words })
      const reopened = await store.transition(id, { action: 'reopen', actor, at: NOW + 5 }, [])
      expect(reopened).toMatchObject({
        status: 'TRIGGERED',
        resolvedAt: null,
        acknowledgedAt: null,
        reopened: 1,
        resolutionNote: 'Failover',
      })
      expect(await messages(id)).toEqual([
        'Incident created',
        'Incident acknowledged by ada: On it',
        'Incident mitigated by ada',
        'Incident resolved',
        'Incident reopened by ada',
      ])
      await expect(store.transition(UNKNOWN, { action: 'resolve', actor, at: NOW }, [])).rejects.toMatchObject({ code: 'not_found' })
    })

    it('lets one of many acknowledge', async () => {
      const { id } = await open()
      const all = await Promise.allSettled(
        Array.from({ length: 8 }, () => store.transition(id, { action: 'acknowledge', actor: ada, at: NOW }, [])),
      )
      expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    })

    it('does not reopen one whose key another one has by now', async () => {
      const first = await open({ dedupKey: 'k' })
      await store.transition(first.id, { action: 'resolve', actor: null, at: NOW }, [])
      await open({ dedupKey: 'k' })
      await expect(store.transition(first.id, { action: 'reopen', actor: ada, at: NOW }, [])).rejects.toMatchObject({ code: 'conflict' })
      expect(await store.byRef(first.id)).toMatchObject({ status: 'RESOLVED' })
    })

    it('takes an alert in: opens, repeats, raises, ends', async () => {
      const first = await absorb()
      expect(first).toMatchObject({ outcome: 'created', incident: { title: 'HighLatency', source: 'alertmanager', severity: 'SEV2_HIGH' } })
      const id = first.incident?.id as string
      expect((await absorb({}, NOW + 1)).outcome).toBe('repeated')
      expect(await absorb({ severity: 'SEV1_CRITICAL' }, NOW + 2)).toMatchObject({
        outcome: 'updated',
        incident: { id, severity: 'SEV1_CRITICAL' },
      })
      expect((await absorb({ severity: 'SEV4_LOW' }, NOW + 3)).incident?.severity).toBe('SEV1_CRITICAL')
      const end = await absorb({ status: 'resolved', endedAt: NOW + 3 }, NOW + 4)
      expect(end).toMatchObject({ outcome: 'resolved', incident: { id, status: 'RESOLVED', resolvedAt: NOW + 4, resolvedBy: null } })
      expect((await absorb({ status: 'resolved' }, NOW + 5)).outcome).toBe('ignored')
      const { signals, steps } = await store.detail(id)
      expect(signals).toMatchObject([
        { fingerprint: 'f1', status: 'resolved', count: 5, labels: { alertname: 'HighLatency' }, endedAt: NOW + 3 },
      ])
      expect(steps.map(({ kind }) => kind)).toEqual(['document', 'notify', 'escalate', 'runbook', 'war_room', 'slack', 'follow_up'])
      expect(await messages(id)).toEqual([
        'Incident created',
        'Alert firing: HighLatency',
        'Severity raised from SEV2 - High to SEV1 - Critical',
        'Alert resolved: HighLatency',
        'Incident resolved: all of its alerts ended',
      ])
    })

    it('owes a war room once an incident is severe enough', async () => {
      const id = (await absorb({ severity: 'SEV4_LOW' })).incident?.id as string
      const rooms = async () => (await store.detail(id)).steps.filter(({ kind }) => kind === 'war_room').length
      expect(await rooms()).toBe(0)
      await absorb({ severity: 'SEV2_HIGH' }, NOW + 1)
      await absorb({ severity: 'SEV1_CRITICAL' }, NOW + 2)
      expect(await rooms()).toBe(1)
    })

    it('opens an incident again within the window, and another one after it', async () => {
      const first = await absorb()
      const id = first.incident?.id
      await absorb({ status: 'resolved' }, NOW + MINUTE)
      expect(await absorb({}, NOW + 2 * MINUTE)).toMatchObject({ outcome: 'reopened', incident: { id, status: 'TRIGGERED', reopened: 1 } })
      expect((await messages(id as string)).slice(-2)).toEqual([
        'Incident reopened: the alert fired again 60 s after its end',
        'Alert firing again: HighLatency',
      ])
      await absorb({ status: 'resolved' }, NOW + 3 * MINUTE)
      const later = await absorb({}, NOW + 3 * MINUTE + REOPEN_WINDOW_MS + 1)
      expect(later.outcome).toBe('created')
      expect(later.incident?.id).not.toBe(id)
    })

    it('ends one of several alerts only with the last, and does not mind an end that it never heard begin', async () => {
      const id = (await absorb({ group: 'host:7' })).incident?.id
      expect((await absorb({ group: 'host:7', fingerprint: 'f2' })).incident?.id).toBe(id)
      expect((await absorb({ group: 'host:7', fingerprint: 'f3', status: 'resolved' })).outcome).toBe('ignored')
      expect((await absorb({ group: 'host:7', status: 'resolved' })).outcome).toBe('updated')
      expect((await absorb({ group: 'host:7', fingerprint: 'f2', status: 'resolved' })).outcome).toBe('resolved')
      expect(await absorb({ fingerprint: 'never', status: 'resolved' })).toEqual({ incident: null, outcome: 'ignored' })
    })

    it('opens one for an alert that comes many times at once', async () => {
      const all = await Promise.all(Array.from({ length: 12 }, () => absorb()))
      expect(all.filter(({ outcome }) => outcome === 'created')).toHaveLength(1)
      expect((await store.find({ ...NEWEST })).count).toBe(1)
      expect((await store.detail(all[0]?.incident?.id as string)).signals).toMatchObject([{ count: 12 }])
    })

    it('finds by status, severity, service, tag, time and words, in every order, by page', async () => {
      const a = await open({ title: 'Redis 100% full', at: NOW })
      const b = await open({ title: 'API slow', description: 'Redis_cache misses', severity: 'SEV3_MEDIUM', service: web, at: NOW + 1 })
      const c = await open({ title: 'Disk', severity: 'SEV2_HIGH', at: NOW + 2 })
      await store.transition(c.id, { action: 'resolve', actor: null, at: NOW + 9 }, [])
      await store.tag(b.id, ['impact'], { actor: ada, at: NOW })
      const found = async (query: Partial<IncidentQuery>) => {
        const { count, incidents } = await store.find({ ...NEWEST, ...query })
        expect(count).toBeGreaterThanOrEqual(incidents.length)
        return incidents.map(({ id }) => ({ [a.id]: 'a', [b.id]: 'b', [c.id]: 'c' })[id]).join('')
      }
      expect(await found({})).toBe('cba')
      expect(await found({ statuses: ['RESOLVED'] })).toBe('c')
      expect(await found({ severities: ['SEV1_CRITICAL', 'SEV3_MEDIUM'] })).toBe('ba')
      expect(await found({ service: web })).toBe('b')
      expect(await found({ tag: 'impact' })).toBe('b')
      expect(await found({ search: 'redis' })).toBe('ba')
      expect(await found({ search: 'FULL redis' })).toBe('a')
      expect(await found({ search: '0% f' })).toBe('a')
      expect(await found({ search: 's_c' })).toBe('b')
      expect(await found({ search: '\\' })).toBe('')
      expect(await found({ search: a.shortId })).toBe('a')
      expect(await found({ from: NOW + 1, to: NOW + 2 })).toBe('b')
      expect(await found({ ordering: { by: 'severity', descending: false } })).toBe('acb')
      expect(await found({ ordering: { by: 'status', descending: false } })).toBe('bac')
      expect(await found({ ordering: { by: 'title', descending: true } })).toBe('acb')
      expect(await store.find({ ...NEWEST, offset: 1, limit: 1 })).toMatchObject({ count: 3, incidents: [{ id: b.id }] })
      expect(await store.openCounts()).toEqual({ SEV1_CRITICAL: 1, SEV2_HIGH: 0, SEV3_MEDIUM: 1, SEV4_LOW: 0 })
    })

    it('tells each change of a field, and nothing where nothing changes', async () => {
      const { id } = await open()
      const by = { actor: ada, at: NOW + 5 }
      const changed = await store.edit(id, { title: 'Redis is back', severity: 'SEV3_MEDIUM', lead: ada.id, service: web }, by, ['slack'])
      expect(changed).toMatchObject({
        title: 'Redis is back',
        severity: 'SEV3_MEDIUM',
        lead: { id: ada.id },
        service: { name: 'web' },
        updatedAt: NOW + 5,
      })
      await store.edit(id, { title: 'Redis is back', lead: ada.id }, by, ['slack'])
      expect(await messages(id)).toEqual([
        'Incident created',
        'Title changed to “Redis is back”',
        'Severity changed from SEV1 - Critical to SEV3 - Medium',
        'ada leads',
        'Moved to web',
      ])
      expect((await store.find({ ...NEWEST, search: 'back' })).count).toBe(1)
      await expect(store.edit(id, { lead: 4711 }, by, [])).rejects.toMatchObject({ code: 'validation_failed' })
    })

    it('keeps comments and tags, also on the timeline', async () => {
      const { id } = await open()
      const comment = await store.comment(id, { author: ada, content: '**Failover** done', type: 'update', at: NOW + 1 })
      expect(comment).toMatchObject({
        author: { id: ada.id, username: 'ada' },
        content: '**Failover** done',
        type: 'update',
        createdAt: NOW + 1,
      })
      expect(await store.comments(id, { offset: 0, limit: 10 })).toEqual({ count: 1, comments: [comment] })
      expect(await store.tag(id, ['b', 'a', 'b'], { actor: ada, at: NOW })).toMatchObject([{ name: 'a' }, { name: 'b' }])
      await store.tag(id, ['a'], { actor: ada, at: NOW })
      expect(await store.untag(id, 'a', { actor: ada, at: NOW })).toMatchObject([{ name: 'b' }])
      expect(await store.untag(id, 'never', { actor: ada, at: NOW })).toMatchObject([{ name: 'b' }])
      await store.append(id, { type: 'ESCALATION', message: 'Step 1', at: NOW, actor: null, data: { step: 1 } })
      expect(await messages(id)).toEqual(['Incident created', '**Failover** done', 'Tagged b, a', 'Tag a removed', 'Step 1'])
    })

    it('keeps the names of users that are deleted', async () => {
      const bob = await users.create({ username: 'bob', passwordHash: 'h', role: 'viewer', mustChangePassword: false, createdAt: NOW })
      const { id } = await open()
      await store.transition(id, { action: 'acknowledge', actor: { id: bob.id, username: 'bob' }, at: NOW }, [])
      await store.comment(id, { author: { id: bob.id, username: 'bob' }, content: 'x', type: 'comment', at: NOW })
      await users.delete(bob.id)
      expect(await store.byRef(id)).toMatchObject({ acknowledgedBy: { id: null, username: 'bob' }, lead: null })
      expect((await store.comments(id, { offset: 0, limit: 1 })).comments).toMatchObject([{ author: { id: null, username: 'bob' } }])
    })
  })
}

export async function serviceNamed(services: Pick<ServiceStore, 'create'>, name: string): Promise<string> {
  const { id } = await services.create({
    name,
    description: '',
    ownerTeam: null,
    criticality: 'TIER_3_STANDARD',
    runbookUrl: `https://wiki.example.com/${name}`,
    escalationPolicyId: null,
    hosts: [],
    createdAt: NOW,
  })
  return id
}
