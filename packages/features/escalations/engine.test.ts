import { instantOf, wallTime } from '@hyperion/domain/time'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { PagingNight, type TestEscalation } from '@hyperion/testkit/escalation'
import { beforeEach, describe, expect, it } from 'vitest'

const MINUTE = 60_000

let database: TestDatabase
let night: PagingNight
let hubs: TestEscalation[]

beforeEach(async () => {
  database = await openTestDatabase()
  night = await PagingNight.begin(database)
  hubs = []
  return async () => {
    for (const hub of hubs) await hub.stop()
    await database.close()
  }
})

function hub(): TestEscalation {
  const made = night.hub()
  hubs.push(made)
  return made
}

const step = (delayMinutes: number, ...usernames: string[]) => ({ delayMinutes, targets: usernames.map((each) => night.user(each)) })
const actor = (username: string) => ({ id: night.id(username), username })

describe('an escalation', () => {
  it('pages the first at once, the next after the delay, and ends when somebody takes the incident on', async () => {
    const service = await night.service([step(5, 'ada'), step(10, 'bob', 'eve')])
    const one = hub()
    const incident = await night.open(one, service)
    expect(night.mailer.told).toEqual(['ada@example.org: [CRITICAL] web: INC Disk full'])
    await night.pass(5 * MINUTE - 5_000)
    expect(night.mailer.mails).toHaveLength(1)
    await night.pass(5_000)
    expect(night.mailer.told.slice(1).toSorted()).toEqual([
      'bob@example.org: Re: [CRITICAL] web: INC Disk full',
      'eve@example.org: Re: [CRITICAL] web: INC Disk full',
    ])
    await one.incidents.transition(incident.id, 'acknowledge', actor('bob'))
    await night.pass(30 * MINUTE)
    expect(night.mailer.told.slice(3).toSorted()).toEqual([
      'ada@example.org: Re: [STILL CRITICAL] web: INC Disk full',
      'eve@example.org: Re: [STILL CRITICAL] web: INC Disk full',
    ])
    expect(night.mailer.mails.at(-1)?.text).toContain('Acknowledged by bob')
    expect(await night.timeline(incident)).toEqual([
      expect.stringMatching(/^Escalation policy .* has begun$/),
      'Step 1: paged ada (mail)',
      'ada (mail) was paged',
      'Step 2: paged bob (mail), eve (mail)',
      'bob (mail) was paged',
      'eve (mail) was paged',
      'Escalation stopped: acknowledged by bob',
      'Told ada (mail), eve (mail): Acknowledged by bob',
    ])
    expect(await database.escalationRuns.ofIncident(incident.id)).toMatchObject([{ state: 'stopped', why: 'acknowledged by bob' }])
    await one.incidents.transition(incident.id, 'resolve', null)
    await night.pass(MINUTE)
    expect(night.mailer.told.slice(5)).toHaveLength(3)
    expect(night.mailer.told.at(-1)).toContain('Re: [RESOLVED] web: INC Disk full')
  })

  it('repeats its steps, says so, and raises the alarm when nobody comes', async () => {
    const service = await night.service([step(5, 'ada')], { repeat: 1 })
    const incident = await night.open(hub(), service)
    await night.pass(10 * MINUTE)
    expect(night.mailer.told).toEqual([
      'ada@example.org: [CRITICAL] web: INC Disk full',
      'ada@example.org: Re: [STILL CRITICAL] web: INC Disk full',
    ])
    const message = expect.stringContaining('is exhausted: every step ran and nobody took the incident on')
    expect((await night.timeline(incident)).at(-1)).toEqual(message)
    expect(night.notices).toEqual([expect.objectContaining({ level: 'error', message })])
    expect(await database.escalationRuns.ofIncident(incident.id)).toMatchObject([{ state: 'exhausted' }])
  })

  it('goes on at once where a step leads to nobody', async () => {
    night.onCall.add('s', 'Primary', [], () => [])
    await database.users.update(night.id('bob'), { email: '' })
    const steps = [{ delayMinutes: 30, targets: [{ type: 'schedule', id: 's' }] as const }, step(30, 'bob'), step(30, 'ada')]
    const incident = await night.open(hub(), await night.service(steps))
    expect(night.mailer.told).toEqual(['ada@example.org: Re: [CRITICAL] web: INC Disk full'])
    expect((await night.timeline(incident)).slice(1, 4)).toEqual([
      'Step 1: Primary has nobody on call: went on to step 2 at once',
      'Step 2: bob cannot be reached (no mail address, no browser has notifications switched on): went on to step 3 at once',
      'Step 3: paged ada (mail)',
    ])
  })

  it('raises the alarm where nobody can be reached at all, and tries the next round after a while', async () => {
    const targets = [{ type: 'team', id: 'gone' }] as const
    const incident = await night.open(hub(), await night.service([{ delayMinutes: 1, targets }], { repeat: 1 }))
    expect(await night.timeline(incident)).toHaveLength(2)
    expect(night.notices).toMatchObject([{ level: 'error', message: expect.stringContaining('Nobody can be reached') }])
    await night.pass(5 * MINUTE)
    expect((await night.timeline(incident)).slice(2)).toEqual([
      'Step 1 (round 2 of 2): team is gone: nothing is left to try',
      expect.stringContaining('is exhausted'),
    ])
    expect(night.notices).toHaveLength(3)
  })

  it('pages those of a team, and whoever is on call of it where it has a schedule', async () => {
    const members = [night.id('ada'), night.id('bob')]
    const team = { name: 'SRE', description: '', slackChannelId: null, scheduleId: null, members, createdAt: 0 } as const
    const { id } = await database.teams.create(team)
    const service = await night.service([{ delayMinutes: 5, targets: [{ type: 'team', id }, night.user('ada')] }], { repeat: 2 })
    await night.open(hub(), service)
    expect(night.mailer.told.map((each) => each.split('@')[0]).toSorted()).toEqual(['ada', 'bob'])
    await database.teams.update(id, { scheduleId: 's' })
    await night.pass(5 * MINUTE)
    expect(night.mailer.mails).toHaveLength(4)
    night.onCall.add('s', 'Primary', [night.person('eve')], () => [night.person('eve')])
    await night.pass(5 * MINUTE)
    expect(
      night.mailer.told
        .slice(4)
        .map((each) => each.split('@')[0])
        .toSorted(),
    ).toEqual(['ada', 'eve'])
  })

  it('begins again with an incident that is opened again', async () => {
    const one = hub()
    const incident = await night.open(one, await night.service([step(5, 'ada')]))
    await one.incidents.transition(incident.id, 'resolve', actor('ada'))
    await night.pass(MINUTE)
    await one.incidents.transition(incident.id, 'reopen', actor('bob'))
    await night.pass(MINUTE)
    expect(night.mailer.mails).toHaveLength(2)
    expect(night.mailer.mails[1]?.text).toContain('opened again')
    expect((await database.escalationRuns.ofIncident(incident.id)).map(({ state }) => state)).toEqual(['running', 'stopped'])
    expect((await database.pages.ofIncident(incident.id)).map(({ kind }) => kind)).toEqual(['page', 'reopened'])
  })

  it('says that nobody is paged where a service has no policy', async () => {
    const bare = await night.bare(null, 'api')
    await night.service([step(5, 'ada')])
    const incident = await night.open(hub(), bare)
    await night.pass(MINUTE)
    expect(await night.timeline(incident)).toEqual(['Nobody is paged: service api has no escalation policy'])
    expect(night.notices).toMatchObject([{ level: 'error' }])
    expect(await database.escalationRuns.ofIncident(incident.id)).toMatchObject([{ policy: null, state: 'stopped' }])
  })

  it('says so on the timeline alone where nobody set paging up', async () => {
    const incident = await night.open(hub(), await night.bare())
    await night.pass(MINUTE)
    expect(await night.timeline(incident)).toEqual(['Nobody is paged: service web has no escalation policy'])
    expect(night.notices).toEqual([])
  })

  it('tells the channels of the policy at once, and of the end', async () => {
    const first = night.hub()
    hubs.push(first)
    const settings = { to: 'ops@example.org' }
    const shown = { kind: 'email', name: 'Ops', enabled: true, notifyOn: ['critical'], notifyRecovery: true } as const
    const { id } = await first.channels.create({ ...shown, remindAfter: 0, groupWait: 0, hosts: [], settings })
    const incident = await night.open(first, await night.service([step(5, 'ada')], { notify: [id] }), 'SEV3_MEDIUM')
    expect(night.mailer.told.toSorted()).toEqual([
      'ada@example.org: [WARNING] web: INC Disk full',
      'ops@example.org: [WARNING] web: INC Disk full',
    ])
    await first.incidents.transition(incident.id, 'resolve', actor('ada'))
    await night.pass(MINUTE)
    expect(night.mailer.told.slice(2)).toEqual(['ops@example.org: Re: [RESOLVED] web: INC Disk full'])
  })
})

describe('pages', () => {
  it('go by the rules of the urgency, and are dropped when nobody needs them any more', async () => {
    await database.contacts.setRules(night.id('ada'), [
      { urgency: 'urgent', delayMinutes: 0, method: 'mail' },
      { urgency: 'urgent', delayMinutes: 5, method: 'mail' },
      { urgency: 'other', delayMinutes: 20, method: 'mail' },
    ])
    const one = hub()
    const incident = await night.open(one, await night.service([step(30, 'ada')]))
    expect((await night.timeline(incident))[1]).toBe('Step 1: paged ada (mail, mail after 5 min)')
    await night.pass(4 * MINUTE)
    await one.incidents.transition(incident.id, 'acknowledge', actor('bob'))
    await night.pass(5 * MINUTE)
    expect(await database.pages.ofIncident(incident.id)).toMatchObject([
      { status: 'sent' },
      { status: 'expired', error: 'acknowledged by bob' },
      { kind: 'ack', status: 'sent' },
    ])
    expect(night.mailer.mails).toHaveLength(2)
  })

  it('are tried again later and later, and dropped as soon as somebody took the incident on', async () => {
    const failure = { ok: false, error: 'no answer', retry: 'later' } as const
    night.mailer.next.push(failure, failure)
    const one = hub()
    const incident = await night.open(one, await night.service([step(60, 'ada')]))
    expect(await database.pages.ofIncident(incident.id)).toMatchObject([{ status: 'queued', error: 'no answer', attempts: 1 }])
    await night.pass(2_000)
    await night.pass(4_000)
    expect(await database.pages.ofIncident(incident.id)).toMatchObject([{ status: 'sent', attempts: 3 }])
    night.mailer.next.push(failure)
    const other = await night.open(one, (await database.services.list())[0]?.id ?? '')
    const second = other.id === incident.id ? expect.fail('the same one') : other
    await one.incidents.transition(second.id, 'resolve', actor('bob'))
    await night.pass(MINUTE)
    expect(await database.pages.ofIncident(second.id)).toMatchObject([{ status: 'expired', error: 'resolved by bob' }])
  })

  it('that cannot arrive let the next step begin at once', async () => {
    night.mailer.next.push({ ok: false, error: 'no such mailbox', retry: 'never' })
    const incident = await night.open(hub(), await night.service([step(30, 'ada'), step(30, 'bob')]))
    await night.pass(5_000)
    expect(night.mailer.told).toEqual(['bob@example.org: Re: [CRITICAL] web: INC Disk full'])
    expect(await night.timeline(incident)).toContain('ada (mail) could not be told: no such mailbox')
    expect(night.notices).toMatchObject([{ level: 'error' }])
  })
})

describe('a hub that was away', () => {
  it('runs at once what became due, once, and counts the delay from then', async () => {
    const first = hub()
    const incident = await night.open(first, await night.service([step(5, 'ada'), step(5, 'bob'), step(5, 'eve')]))
    await first.stop()
    await night.pass(60 * MINUTE)
    expect(night.mailer.mails).toHaveLength(1)
    hub()
    await night.settle()
    expect(night.mailer.mails).toHaveLength(2)
    await night.pass(5 * MINUTE - 5_000)
    expect(night.mailer.mails).toHaveLength(2)
    await night.pass(5_000)
    expect(night.mailer.mails).toHaveLength(3)
    expect(
      (await database.escalationRuns.ofIncident(incident.id))[0]?.log.map(({ plannedAt, ranAt }) => (ranAt - plannedAt) / MINUTE),
    ).toEqual([0, 55, 0])
  })

  it('runs nothing for what was taken on meanwhile', async () => {
    const first = hub()
    const incident = await night.open(first, await night.service([step(5, 'ada'), step(5, 'bob')]))
    await first.stop()
    await database.incidents.transition(incident.id, { action: 'acknowledge', actor: actor('ada'), at: night.clock.now() }, [])
    await night.pass(60 * MINUTE)
    hub()
    await night.settle()
    expect(night.mailer.mails).toHaveLength(1)
    expect((await night.timeline(incident)).at(-1)).toBe('Escalation stopped: acknowledged by ada')
  })
})

it('pages once for each step, however many hubs there are', async () => {
  const all = [hub(), hub(), hub()]
  const [one] = all
  const service = await night.service([step(5, 'ada', 'bob'), step(5, 'eve')], { repeat: 1 })
  const incident = await night.open(one ?? expect.fail(), service)
  await night.pass(25 * MINUTE)
  for (const each of all) await expect.poll(() => each.busy).toBe(false)
  expect(night.mailer.mails).toHaveLength(6)
  expect((await database.escalationRuns.ofIncident(incident.id))[0]?.log).toHaveLength(4)
})

it.each([
  ['forward', { year: 2026, month: 3, day: 28 }],
  ['back', { year: 2026, month: 10, day: 24 }],
])('pages whoever is on call in the night in which the clocks go %s', async (_, evening) => {
  const zone = 'Europe/Paris'
  await database.close()
  database = await openTestDatabase()
  night = await PagingNight.begin(database, instantOf({ ...evening, minute: 22 * 60 }, zone))
  // From ada to bob at five in the morning of the wall clock.
  const handOff = instantOf({ ...evening, day: evening.day + 1, minute: 5 * 60 }, zone)
  night.onCall.add('s', 'Primary', [night.person('ada'), night.person('bob')], (at) => [night.person(at < handOff ? 'ada' : 'bob')])
  const service = await night.service([{ delayMinutes: 60, targets: [{ type: 'schedule', id: 's' }] }], { repeat: 9 })
  const incident = await night.open(hub(), service)
  await night.pass(10 * 60 * MINUTE)
  const [run] = await database.escalationRuns.ofIncident(incident.id)
  const shifts = run?.log.map(({ ranAt, resolved }) => `${wallTime(ranAt, zone).minute / 60} ${resolved[0]?.people[0]?.username}`)
  expect(run?.log.map(({ ranAt, plannedAt }) => ranAt - plannedAt)).toEqual(run?.log.map(() => 0))
  expect(shifts?.find((each) => each.endsWith('bob'))).toBe('5 bob')
  expect(shifts?.filter((each) => each.endsWith('ada'))).toHaveLength(evening.month === 3 ? 6 : 8)
  expect(night.mailer.mails).toHaveLength(10)
})
