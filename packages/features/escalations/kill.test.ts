import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { PagingNight, type TestEscalation } from '@hyperion/testkit/escalation'
import { beforeEach, describe, expect, it } from 'vitest'

const MINUTE = 60_000

let database: TestDatabase
let night: PagingNight
let after: TestEscalation | undefined

beforeEach(async () => {
  database = await openTestDatabase()
  night = await PagingNight.begin(database)
  after = undefined
  return async () => {
    await after?.stop()
    await database.close()
  }
})

type Store = 'escalationRuns' | 'pages'

/** A database as a hub sees it that is killed at a call: from then on nothing that it asks for is ever answered. */
function killedAt(
  store: Store,
  method: string,
  when: 'before' | 'after',
): { readonly database: TestDatabase; readonly dead: () => boolean } {
  let dead = false
  const never = new Promise<never>(() => {})
  const proxied = Object.entries(database).map(([name, real]) => {
    if (typeof real !== 'object' || real === null) return [name, real]
    const proxy = new Proxy(real as object, {
      get: (target, key) => {
        const value = Reflect.get(target, key)
        if (typeof value !== 'function') return value
        return async (...args: readonly unknown[]) => {
          if (dead) return never
          const isIt = name === store && key === method
          if (isIt && when === 'before') dead = true
          if (dead) return never
          const result = await Reflect.apply(value, target, args)
          // A lease that found nothing is no phase.
          if (isIt && (method !== 'lease' || result !== undefined)) dead = true
          return dead ? never : result
        }
      },
    })
    return [name, proxy]
  })
  return { database: Object.fromEntries(proxied) as unknown as TestDatabase, dead: () => dead }
}

const ONCE = 1
/** Whether it was taken cannot be told: it may be sent again. */
const TWICE = 2

describe('a hub that is killed', () => {
  it.each([
    ['before a run begins', 'escalationRuns', 'begin', 'before', ONCE],
    ['when a run has begun', 'escalationRuns', 'begin', 'after', ONCE],
    ['with a step in hand', 'escalationRuns', 'lease', 'after', ONCE],
    ['before a step is written down', 'escalationRuns', 'record', 'before', ONCE],
    ['when a step is written down', 'escalationRuns', 'record', 'after', TWICE],
    ['with a page in hand', 'pages', 'lease', 'after', ONCE],
    ['when a page is sent and not written down', 'pages', 'succeed', 'before', TWICE],
    ['when a page is sent', 'pages', 'succeed', 'after', ONCE],
  ] as const)('%s pages everybody all the same, by every step once', async (_, store, method, when, times) => {
    const targets = [night.user('ada')]
    const service = await night.service([
      { delayMinutes: 5, targets },
      { delayMinutes: 5, targets: [night.user('bob')] },
    ])
    const killed = killedAt(store, method, when)
    const first = night.hub({ database: killed.database })
    const { incident } = await first.incidents.create({ title: 'Disk full', service, severity: 'SEV1_CRITICAL' }, null)
    await expect.poll(killed.dead).toBe(true)
    after = night.hub()
    await night.pass(4 * MINUTE, first)
    const pages = await database.pages.ofIncident(incident.id)
    expect(pages.map(({ status, to }) => [status, 'user' in to && to.user.username])).toEqual([['sent', 'ada']])
    const mails = night.mailer.mails.filter(({ to }) => to[0]?.startsWith('ada')).length
    expect([mails >= 1, mails <= times]).toEqual([true, true])
    await night.pass(5 * MINUTE, first)
    expect(night.mailer.mails.filter(({ to }) => to[0]?.startsWith('bob'))).toHaveLength(1)
    const [run] = await database.escalationRuns.ofIncident(incident.id)
    expect(run?.log.map(({ step }) => step)).toEqual([0, 1])
    const told = await night.timeline(incident)
    expect(told.filter((each) => each.startsWith('Step'))).toEqual(['Step 1: paged ada (mail)', 'Step 2: paged bob (mail)'])
  })
})
