import type { AlertEvent } from '@hyperion/domain/alerts'
import { passingKey, SecretBox } from '@hyperion/features/secrets'
import type { Delivery } from '@hyperion/ports/alerts'
import type { Bus, Topics } from '@hyperion/ports/bus'
import { alertEvent } from '@hyperion/testkit/alerts'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { type DiscordServer, startDiscord } from '@hyperion/testkit/discord'
import { beforeEach, expect, it, onTestFinished } from 'vitest'
import { CHANNEL_DEFAULTS, Channels, DeliveryWorker, Outgoing } from './index.ts'

let clock: TestClock
let database: TestDatabase
let discord: DiscordServer
let worker: DeliveryWorker
let host: number
let told: string[]
let channels: Channels
let allowed: string[]

beforeEach(async () => {
  clock = new TestClock()
  database = await openTestDatabase()
  discord = await startDiscord()
  host = (await database.hosts.ensureHub('atlas', clock.now())).id
  allowed = [discord.address]
  const outgoing = new Outgoing({ allowPrivate: allowed, timeoutMs: 1_000 })
  const store = database.channels
  channels = new Channels({ store, secrets: new SecretBox(passingKey()), outgoing, mailer: null, clock })
  await channels.configureDiscord({ webhookUrl: discord.url, enabled: true, notifyOn: ['critical', 'warning'] })
  const [channel] = await store.list()
  await store.update(channel?.id ?? 0, { groupWait: 0 })
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

async function alert(kind: AlertEvent['kind'] = 'fired', more: Partial<AlertEvent> = {}): Promise<void> {
  const event = alertEvent({ host, kind, startedAt: clock.now(), at: clock.now(), ...more })
  const { rule, instance } = event
  await database.alerts.commit({ host, rule, instance, state: { phase: 'ok' }, event })
}

const list = (): Promise<readonly Delivery[]> => database.deliveries.list({ limit: 9 })

/** Lets the worker work until it has nothing to do but wait. */
async function round(): Promise<readonly Delivery[]> {
  worker.start()
  await expect.poll(() => worker.busy).toBe(false)
  await worker.stop()
  return list()
}

const titles = () => discord.messages.map(({ embeds }) => embeds?.map(({ title }) => title))

it('sends what is queued, in order, and notes that it arrived', async () => {
  await alert('fired')
  await alert('resolved')
  expect(await round()).toMatchObject([
    { kind: 'resolved', status: 'sent' },
    { kind: 'fired', status: 'sent', attempts: 1, error: null },
  ])
  expect(titles()).toEqual([
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
  await alert()
  expect(await round()).toMatchObject([{ dueAt: clock.now() + 7_250, error: 'answered 429' }])
  await alert('fired', { rule: 'cpu' })
  expect(await round()).toMatchObject([{ attempts: 0 }, { attempts: 1 }])
  expect(discord.requests).toBe(1)
  await clock.advance(7_250)
  expect((await round()).map(({ status }) => status)).toEqual(['sent', 'sent'])
  expect(discord.messages).toHaveLength(2)
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
  const since = clock.now()
  for (let hour = 0; hour < 4 * 24; hour++) {
    discord.next({ status: 500 })
    const [delivery] = await round()
    if (delivery?.status === 'failed') break
    await clock.advance(3_600_000)
  }
  expect(await round()).toMatchObject([{ status: 'failed', error: 'answered 500' }, {}])
  expect(clock.now() - since).toBe(3 * 24 * 3_600_000)
})

it('tries for some hours what came when it was days old', async () => {
  await alert('fired', { at: clock.now() - 5 * 24 * 3_600_000 })
  for (let attempt = 1; attempt < 15; attempt++) {
    discord.next({ status: 500 })
    expect(await round()).toMatchObject([{ status: 'queued', attempts: attempt }])
    await clock.advance(3_600_000)
  }
  discord.next({ status: 500 })
  expect(await round()).toMatchObject([{ status: 'failed', attempts: 15 }])
})

it('makes one message of an outage, the worst first, and names what does not fit', async () => {
  for (let i = 0; i < 30; i++) await alert('fired', { hostName: `web-${i}`, startedAt: clock.now() - i })
  await alert('fired', { rule: 'memory', title: 'Memory', level: 'critical', hostName: 'db' })
  await round()
  const [message, ...others] = discord.messages
  expect(others).toEqual([])
  expect(message?.embeds?.map(({ title }) => title).slice(0, 3)).toEqual([
    expect.stringContaining('db, web-0'),
    '⚠️ MEMORY - CRITICAL',
    '⚠️ DISK - WARNING',
  ])
  expect(message?.embeds?.at(-1)).toMatchObject({ title: '⚠️ 23 MORE - WARNING' })
  const told = JSON.stringify(message)
  for (let i = 0; i < 30; i++) expect(told).toContain(`web-${i}`)
  const sent = await database.deliveries.list({ limit: 99, status: 'sent' })
  expect(sent).toHaveLength(31)
})

it('sends at most three messages in a row; what comes meanwhile goes out together', async () => {
  for (let i = 0; i < 9; i++) {
    await alert('fired', { rule: `rule:${i}` })
    await round()
  }
  expect(discord.messages).toHaveLength(3)
  await clock.advance(10_000)
  expect((await round()).every(({ status }) => status === 'sent')).toBe(true)
  expect(discord.messages).toHaveLength(4)
})

it('finds the one that is refused among many, and sends the others', async () => {
  for (let i = 0; i < 4; i++) await alert('fired', { rule: `rule:${i}` })
  discord.next({ status: 400 }, { status: 400 }, { status: 400 })
  const done = await round()
  expect(done.map(({ status, event }) => [status, event.rule])).toEqual([
    ['sent', 'rule:3'],
    ['sent', 'rule:2'],
    ['sent', 'rule:1'],
    ['failed', 'rule:0'],
  ])
  expect(discord.requests).toBe(5)
})

it('sends to one channel while another does not answer', async () => {
  const slow = await startDiscord()
  slow.next('silent')
  onTestFinished(() => slow.close())
  allowed.push(slow.address)
  await channels.create({
    ...CHANNEL_DEFAULTS,
    kind: 'discord',
    name: 'slow',
    enabled: true,
    notifyOn: ['warning'],
    groupWait: 0,
    settings: { webhook_url: slow.url },
  })
  await alert()
  worker.start()
  await expect.poll(() => discord.messages.length).toBe(1)
  await alert('fired', { rule: 'cpu' })
  worker.wake()
  await expect.poll(() => discord.messages.length).toBe(2)
  expect(worker.busy).toBe(true)
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
  const [delivery] = await list()
  expect([delivery?.status, discord.messages.length]).toEqual(delivery?.status === 'sent' ? ['sent', 1] : ['queued', 0])
  expect(clock.pending).toBe(0)
})
