import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { PagingNight, type TestEscalation } from '@hyperion/testkit/escalation'
import { beforeEach, expect, it } from 'vitest'

const MINUTE = 60_000

let database: TestDatabase
let night: PagingNight
let hub: TestEscalation

beforeEach(async () => {
  database = await openTestDatabase()
  night = await PagingNight.begin(database)
  hub = night.hub()
  return async () => {
    await hub.stop()
    await database.close()
  }
})

const service = () =>
  night.service([
    { delayMinutes: 5, targets: [night.user('ada')] },
    { delayMinutes: 5, targets: [night.user('bob')] },
  ])

/** Lets minutes pass, each with the auditor's look. */
async function minutes(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await night.pass(MINUTE)
    await hub.auditor.settled()
  }
}

it('finds nothing as long as all goes well', async () => {
  await night.open(hub, await service())
  await minutes(12)
  expect([hub.auditor.degraded(), hub.audited]).toEqual([[], []])
})

it('raises the alarm once when the engine has died, and until it works again', async () => {
  const { shortId } = await night.open(hub, await service())
  await hub.engine.stop()
  await minutes(7)
  expect(hub.auditor.degraded()).toEqual([])
  await minutes(3)
  const line = `${shortId}: an escalation step has not run`
  expect(hub.auditor.degraded()).toEqual([`paging: ${line}`])
  expect(night.notices).toMatchObject([{ level: 'error', message: `Paging: ${line}, 3 minutes late` }])
  expect(hub.audited).toEqual([{ action: 'escalation.late', target: shortId }])
  hub.engine.start()
  await night.settle()
  await minutes(1)
  expect(hub.auditor.degraded()).toEqual([])
})

it('raises the alarm when escalations do not begin at all', async () => {
  await hub.orchestrator.stop()
  const { incident } = await hub.incidents.create({ title: 'Disk full', service: await service(), severity: 'SEV1_CRITICAL' }, null)
  for (let i = 0; i < 4; i++) {
    await night.clock.advance(MINUTE)
    await hub.auditor.settled()
  }
  expect(hub.auditor.degraded()).toEqual([`paging: ${incident.shortId}: the escalation has not begun`])
  await hub.incidents.transition(incident.id, 'acknowledge', null)
  await night.clock.advance(MINUTE)
  await hub.auditor.settled()
  expect(hub.auditor.degraded()).toEqual([])
})

it('raises the alarm when pages are not sent', async () => {
  await hub.worker.stop()
  const { shortId } = await night.open(hub, await service())
  await minutes(4)
  expect(hub.auditor.degraded()).toEqual([`paging: ${shortId}: a page has not been sent`])
})

it('says when it cannot look', async () => {
  await hub.stop()
  await database.close()
  hub.auditor.start()
  await night.clock.advance(MINUTE)
  await hub.auditor.settled()
  expect(hub.auditor.degraded()).toEqual([expect.stringContaining('paging: cannot be checked')])
  database = await openTestDatabase()
})
