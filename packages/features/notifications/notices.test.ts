import { createBus } from '@hyperion/testkit/bus'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { beforeEach, expect, it } from 'vitest'
import { NOTICE_RETENTION_MS, Notices } from './index.ts'

const DAY = 86_400_000

let clock: TestClock
let database: TestDatabase
let logged: string[]

beforeEach(async () => {
  clock = new TestClock()
  database = await openTestDatabase()
  logged = []
  return () => database.close()
})

const bus = createBus(() => {})
const log = (line: string) => void logged.push(line)
const notice = (message: string, at = clock.now()) => ({ at, level: 'info', message }) as const
const messages = async (notices: Notices) => (await notices.list({ limit: 9 })).map(({ message }) => message)

it('keeps what is told in its order, unless it is kept already, for a month', async () => {
  const notices = new Notices({ store: database.notifications, bus, clock, log })
  notices.start()
  for (const message of ['one', 'two']) bus.publish('notification', notice(message))
  bus.publish('notification', { ...notice('an alert'), kept: true })
  await expect.poll(() => messages(notices)).toEqual(['two', 'one'])
  await clock.advance(NOTICE_RETENTION_MS + DAY)
  await notices.stop()
  bus.publish('notification', notice('too late'))
  expect(await messages(notices)).toEqual([])
  expect([clock.pending, logged]).toEqual([0, []])
})

it('goes on when something cannot be kept', async () => {
  const readonly = await database.openReadonly()
  const notices = new Notices({ store: readonly.notifications, bus, clock, log })
  notices.start()
  bus.publish('notification', notice('lost'))
  await notices.stop()
  await readonly.close()
  expect(logged).toEqual([expect.stringMatching(/^notifications: not kept: .*readonly/)])
})
