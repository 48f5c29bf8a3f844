import type { AlertEvent } from '@hyperion/domain/alerts'
import { passingKey, SecretBox } from '@hyperion/features/secrets'
import type { Delivery } from '@hyperion/ports/alerts'
import type { Bus, Topics } from '@hyperion/ports/bus'
import { alertEvent } from '@hyperion/testkit/alerts'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { type DiscordServer, startDiscord } from '@hyperion/testkit/discord'
import { beforeEach, expect, it } from 'vitest'
import { Channels, DeliveryWorker, Outgoing } from './index.ts'

let clock: TestClock
let database: TestDatabase
let discord: DiscordServer
let worker: DeliveryWorker
let host: number
let told: string[]

beforeEach(async () => {
  clock = new TestClock()
  database = await openTestDatabase()
  discord = await startDiscord()
  host = (await database.hosts.ensureHub('atlas', clock.now())).id
  const outgoing = new Outgoing({ allowPrivate: [discord.address], timeoutMs: 1_000 })
  const store = database.channels
  const channels = new Channels({ store, secrets: new SecretBox(passingKey()), outgoing, mailer: null, clock })
  await channels.configureDiscord({ webhookUrl: discord.url, enabled: true, notifyOn: ['critical', 'warning'] })
  told = []
  const publish = (_topic: string, { message }: Topics['notification']) => void told.push(message)
  const bus = { publish } as Pick<Bus, 'publish'>
  const log = (line: string) => expect.fail(line)
  worker = new DeliveryWorker({ deliveries: database.deliveries, store, channels, bus, clock, log, random: () => 1 })
  return async () => {
    await worker.stop()
    await discord.close()
    await database.close()
  }
})

async function alert(kind: AlertEvent['kind'] = 'fired', startedAt = clock.now()): Promise<void> {
  const event = alertEvent({ host, kind, startedAt, at: clock.now() })
  await database.alerts.commit({ host, rule: 'disk', instance: '', state: { phase: 'ok' }, event })
}

/** Lets the worker look once, and waits until it has nothing to do but wait. */
async function round(): Promise<readonly Delivery[]> {
  worker.start()
  await expect.poll(() => clock.pending, { timeout: 10_000 }).toBe(1)
  await worker.stop()
  return database.deliveries.list(9)
}

it('sends what is queued, in order, and notes that it arrived', async () => {
  await alert('fired')
  await alert('resolved', clock.now())
  expect(await round()).toMatchObject([
    { kind: 'resolved', status: 'sent' },
    { kind: 'fired', status: 'sent', attempts: 1, error: null },
  ])
  const titles = discord.messages.map(({ embeds }) => embeds?.map(({ title }) => title))
  expect(titles).toEqual([
    ['🚨 ALERTE MONITORING - atlas', '⚠️ DISK - WARNING'],
    ['✅ FIN D’ALERTE - atlas', '✅ DISK - RECOVERED'],
  ])
  expect(discord.lastPath).toContain('?wait=true')
})

it.each([{ status: 500 } as const, { status: 503 } as const, 'silent' as const])(
  'tries again with growing pauses after %j',
  async (mood) => {
    discord.next(mood, mood, mood)
    await alert()
    const pauses: number[] = []
    for (let i = 0; i < 3; i++) {
      const [delivery] = await round()
      expect(delivery).toMatchObject({ status: 'queued', attempts: i + 1, error: expect.stringMatching(/answer/) })
      pauses.push((delivery?.dueAt ?? 0) - clock.now())
      await clock.advance(pauses.at(-1) ?? 0)
    }
    expect(pauses).toEqual([2_000, 4_000, 8_000])
    expect(await round()).toMatchObject([{ status: 'sent', attempts: 4 }])
  },
)

it('waits as long as it is asked to, with everything for the channel', async () => {
  discord.next({ status: 429, retryAfter: 7.25 })
  await alert('fired', clock.now())
  await alert('fired', clock.now() + 1)
  const waiting = await round()
  expect(waiting.map(({ dueAt }) => dueAt - clock.now())).toEqual([7_250, 7_250])
  expect(discord.requests).toBe(1)
  await clock.advance(7_250)
  expect((await round()).map(({ status }) => status)).toEqual(['sent', 'sent'])
})

it('switches a channel off whose webhook is gone, and says so', async () => {
  discord.next({ status: 404 })
  await alert()
  expect(await round()).toMatchObject([{ status: 'failed', error: 'answered 404' }])
  expect(await database.channels.list()).toMatchObject([{ enabled: false }])
  expect(told).toEqual(['Channel Discord: answered 404; the channel is switched off'])
})

it('gives up what is refused, and what could not be sent for days', async () => {
  discord.next({ status: 400 })
  await alert()
  expect(await round()).toMatchObject([{ status: 'failed', error: 'answered 400' }])
  await alert('resolved')
  await clock.advance(4 * 24 * 3_600_000)
  discord.next({ status: 500 })
  expect(await round()).toMatchObject([{ status: 'failed', error: 'answered 500' }, {}])
})

it('sends nothing to a channel that was switched off meanwhile', async () => {
  await alert()
  const [channel] = await database.channels.list()
  await database.channels.update(channel?.id ?? 0, { enabled: false })
  expect(await round()).toMatchObject([{ status: 'failed', error: 'the channel is switched off' }])
  expect(discord.requests).toBe(0)
})

it('finishes what is under way when it is stopped', async () => {
  await alert()
  worker.start()
  await worker.stop()
  const [delivery] = await database.deliveries.list(1)
  expect([delivery?.status, discord.messages.length]).toEqual(delivery?.status === 'sent' ? ['sent', 1] : ['queued', 0])
  expect(clock.pending).toBe(0)
})
