import type { IncidentMetricsStore, IncidentStore, NewIncident } from '@hyperion/ports/incidents'
import type { ServiceStore } from '@hyperion/ports/services'
import { beforeEach, describe, expect, it } from 'vitest'
import { serviceNamed } from './incident-store.ts'

interface IncidentMetricsStoreUnderTest {
  readonly incidents: IncidentStore
  readonly incidentMetrics: IncidentMetricsStore
  readonly services: Pick<ServiceStore, 'create'>
  close(): Promise<void>
}

const NOW = Date.UTC(2040, 5, 1)
const SECOND = 1000
const DAY = 86_400_000
const ALL = { from: 0, to: NOW + DAY }
const NOTHING = { seconds: null, of: 0 }

export function incidentMetricsStoreContract(name: string, make: () => Promise<IncidentMetricsStoreUnderTest>): void {
  describe(`${name} as IncidentMetricsStore`, () => {
    let metrics: IncidentMetricsStore
    let open: (fields: Partial<NewIncident>, acknowledged?: number, resolved?: number) => Promise<string>
    let web: string
    let api: string

    beforeEach(async () => {
      const made = await make()
      metrics = made.incidentMetrics
      web = await serviceNamed(made.services, 'web')
      api = await serviceNamed(made.services, 'api')
      open = async (fields, acknowledged, resolved) => {
        const rest = { description: '', scopes: [], source: 'manual', dedupKey: null, createdBy: null } as const
        const incident = {
          ...rest,
          title: 'x',
          severity: 'SEV4_LOW',
          service: web,
          detectedAt: fields.at ?? NOW,
          at: NOW,
          ...fields,
        } as const
        const { id, createdAt } = (await made.incidents.open(incident, [])).incident
        const after = (seconds: number) => ({ actor: null, at: createdAt + seconds * SECOND })
        if (acknowledged) await made.incidents.transition(id, { action: 'acknowledge', ...after(acknowledged) }, [])
        if (resolved) await made.incidents.transition(id, { action: 'resolve', ...after(resolved) }, [])
        return id
      }
      return () => made.close()
    })

    it('adds up, and averages over those that came so far', async () => {
      await open({ severity: 'SEV1_CRITICAL', detectedAt: NOW - 30 * SECOND }, 60, 600)
      await open({ severity: 'SEV1_CRITICAL', service: api }, 121)
      await open({ service: api }, undefined, 1201)
      await open({ at: NOW - 2 * DAY })
      expect(await metrics.figures({ from: NOW, to: NOW + 1 })).toEqual({
        incidents: 3,
        open: 1,
        mttd: { seconds: 10, of: 3 },
        mtta: { seconds: 91, of: 2 },
        mttr: { seconds: 901, of: 2 },
        bySeverity: { SEV1_CRITICAL: 2, SEV2_HIGH: 0, SEV3_MEDIUM: 0, SEV4_LOW: 1 },
      })
      expect(await metrics.figures({ from: 0, to: 1 })).toMatchObject({
        incidents: 0,
        open: 0,
        mttd: NOTHING,
        mtta: NOTHING,
        mttr: NOTHING,
      })
      const [most, least] = await metrics.byService(ALL)
      expect(most).toMatchObject({ service: { id: api, name: 'api' }, incidents: 2, bySeverity: { SEV1_CRITICAL: 1, SEV4_LOW: 1 } })
      expect(least).toMatchObject({ service: { id: web, name: 'web' }, incidents: 2, open: 1, mttr: { seconds: 600, of: 1 } })
    })

    it('counts by spans before the end', async () => {
      await open({ at: NOW - 1 }, undefined, 10)
      await open({ at: NOW - DAY }, undefined, 20)
      await open({ at: NOW - DAY })
      await open({ at: NOW - DAY - 1 })
      await open({ at: NOW - 3 * DAY })
      await open({ at: NOW })
      expect(await metrics.buckets({ from: NOW - 3 * DAY, to: NOW }, DAY)).toEqual([
        { bucket: 0, incidents: 3, mttr: { seconds: 15, of: 2 } },
        { bucket: 1, incidents: 1, mttr: NOTHING },
        { bucket: 2, incidents: 1, mttr: NOTHING },
      ])
    })

    it('goes through all of a range, oldest first, also where many are of one instant', async () => {
      const ids = [await open({ at: NOW - DAY })]
      for (let i = 0; i < 5; i += 1) ids.push(await open({}))
      await open({ at: NOW - 9 * DAY })
      const seen: string[] = []
      for (let after: { id: string; createdAt: number } | null = null; ; ) {
        const page = await metrics.page({ from: NOW - DAY, to: NOW + 1 }, after, 2)
        seen.push(...page.map(({ id }) => id))
        after = page.at(-1) ?? null
        if (!after) break
      }
      expect([seen[0], seen.toSorted()]).toEqual([ids[0], ids.toSorted()])
    })
  })
}
