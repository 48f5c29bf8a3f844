import type { Signal } from '@hyperion/domain/incidents'
import type { IntegrationStore, RouteRequest, RouteStore } from '@hyperion/ports/inbound'
import type { IncidentStore } from '@hyperion/ports/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import { beforeEach, describe, expect, it } from 'vitest'
import { NEW_SERVICE } from './service-samples.ts'

export interface AlertRouteStoreUnderTest {
  readonly integrations: IntegrationStore
  readonly alertRoutes: RouteStore
  readonly incidents: IncidentStore
  readonly services: ServiceStore
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const MINUTE = 60_000
const WINDOW = 300_000

export function alertRouteStoreContract(name: string, make: () => Promise<AlertRouteStoreUnderTest>): void {
  describe(`${name} as RouteStore`, () => {
    let store: RouteStore
    let incidents: IncidentStore
    let integration: string
    let web: string
    let rest: string

    beforeEach(async () => {
      const made = await make()
      store = made.alertRoutes
      incidents = made.incidents
      integration = (await made.integrations.ensureBuiltIn('generic', { name: 'Generic', at: NOW })).id
      web = (await made.services.create({ ...NEW_SERVICE, name: 'web', escalationPolicyId: null })).id
      rest = (await made.services.create({ ...NEW_SERVICE, name: 'rest', escalationPolicyId: null })).id
      return () => made.close()
    })

    const request = (fingerprint: string, at = NOW, more: Partial<RouteRequest> = {}): RouteRequest => ({
      signal: { source: 'generic', fingerprint },
      service: web,
      floodService: rest,
      at,
      floodLimit: 4,
      pageLimit: 2,
      ...more,
    })
    const route = (fingerprint: string, at?: number, more?: Partial<RouteRequest>) =>
      store.route(integration, request(fingerprint, at, more))
    const open = (fingerprint: string, service = web, group?: string) => {
      const signal: Signal = {
        source: 'generic',
        fingerprint,
        ...(group && { group }),
        status: 'firing',
        title: 't',
        description: '',
        severity: 'SEV3_MEDIUM',
        detectedAt: NOW,
        endedAt: null,
        labels: {},
        url: null,
      }
      return incidents.absorb({ signal, service, at: NOW, reopenWindowMs: WINDOW }, () => [], [])
    }

    it('remembers where an alert went until it ends, and after', async () => {
      expect(await store.known(integration, ['a'], NOW)).toEqual(new Map())
      expect(await route('a')).toEqual({ service: web, group: null, flood: null, quiet: false, noticeOwed: false })
      expect(await store.known(integration, ['a', 'b'], NOW)).toEqual(new Map([['a', { service: web, group: null, firing: true }]]))
      await store.ended(integration, ['a'])
      expect((await store.known(integration, ['a'], NOW)).get('a')?.firing).toBe(false)
      await store.trim(NOW)
      expect((await store.known(integration, ['a'], NOW)).size).toBe(1)
      await store.trim(NOW + 1)
      expect((await store.known(integration, ['a'], NOW)).size).toBe(0)
    })

    it('follows its incident to another service', async () => {
      await route('a')
      const { incident } = await open('a')
      await store.arrived(integration, 'a', incident?.id ?? '')
      await incidents.edit(incident?.id ?? '', { service: rest }, { actor: null, at: NOW }, [])
      expect((await store.known(integration, ['a'], NOW)).get('a')?.service).toBe(rest)
    })

    it('lets the first ones page, and owes one notice for the others', async () => {
      const routed = [await route('a'), await route('b'), await route('c')]
      expect(routed.map(({ quiet, noticeOwed }) => [quiet, noticeOwed])).toEqual([
        [false, false],
        [false, false],
        [true, true],
      ])
      expect((await route('d')).noticeOwed).toBe(true)
      await store.noticed(integration, NOW)
      const flooded = async (fingerprint: string) => store.isFlooded((await open(fingerprint)).incident ?? expect.fail('no incident'))
      expect([await flooded('a'), await flooded('c')]).toEqual([false, true])
      // A minute later the next one pages again.
      expect(await route('e', NOW + MINUTE + 1)).toMatchObject({ quiet: false })
      expect((await route('f', NOW + MINUTE + 1)).quiet).toBe(false)
      expect(await route('g', NOW + MINUTE + 1)).toMatchObject({ quiet: true, noticeOwed: true })
    })

    it('does not take an incident that began before for one of a flood', async () => {
      const { incident } = await open('c')
      for (const each of ['a', 'b']) await route(each, NOW + 5)
      expect((await route('c', NOW + 5)).quiet).toBe(true)
      expect(await store.isFlooded(incident ?? expect.fail('no incident'))).toBe(false)
    })

    it('puts a flood into one incident until a minute is calm', async () => {
      for (const each of ['a', 'b', 'c', 'd']) expect((await route(each)).flood).toBeNull()
      const first = await route('e', NOW + 10)
      expect(first).toEqual({ service: rest, group: `flood:${NOW + 10}`, flood: 'begins', quiet: false, noticeOwed: false })
      expect(await route('f', NOW + 50_000)).toMatchObject({ group: first.group, flood: 'goes on' })
      expect((await store.known(integration, ['f'], NOW)).get('f')).toEqual({ service: rest, group: first.group, firing: true })
      // Two in the minute before: no more than may page.
      expect(await route('g', NOW + 69_000)).toMatchObject({ group: null, flood: null, service: web })
    })

    it('counts companions of a group once', async () => {
      const signal = (fingerprint: string) => ({ signal: { source: 'generic', fingerprint, group: 'host:1' } })
      for (const each of ['a', 'b', 'c', 'd', 'e'])
        expect(await route(each, NOW, signal(each))).toMatchObject({ group: 'host:1', quiet: false, flood: null })
      expect((await route('x')).quiet).toBe(false)
      expect((await route('y')).quiet).toBe(true)
    })
  })
}
