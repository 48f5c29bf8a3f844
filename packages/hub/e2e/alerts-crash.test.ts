import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createBus } from '@hyperion/adapters/bus-inproc'
import { type Database, openDatabase } from '@hyperion/adapters/db'
import { Channels, DeliveryWorker, Outgoing } from '@hyperion/features/notifications'
import { passingKey, SecretBox } from '@hyperion/features/secrets'
import { TestClock } from '@hyperion/testkit/clock'
import { type DiscordServer, startDiscord } from '@hyperion/testkit/discord'
import { expect, it } from 'vitest'

const CHILD = fileURLToPath(new URL('./deliver-until-killed.ts', import.meta.url))
const ROUNDS = 20
const START = Date.UTC(2026, 0, 1)

/** Lets a process alert and deliver, and kills it after so many events committed; answers the instants of these. */
async function alertAndKill(args: readonly string[], events: number): Promise<number[]> {
  const child = spawn(process.execPath, [CHILD, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const committed: number[] = []
  for await (const line of createInterface(child.stdout)) {
    committed.push(Number(line))
    if (committed.length === events) child.kill('SIGKILL')
  }
  await exited
  return committed
}

/** Sends what the killed processes left, once their leases are over. */
async function deliverTheRest(database: Database, key: Buffer, discord: DiscordServer): Promise<void> {
  const clock = new TestClock(Date.now() + 3_600_000)
  const outgoing = new Outgoing({ allowPrivate: [discord.address] })
  const channels = new Channels({ store: database.channels, secrets: new SecretBox(key), outgoing, mailer: null, clock })
  const log = (line: string) => expect.fail(line)
  const bus = createBus(log)
  const { deliveries, channels: store } = database
  const worker = new DeliveryWorker({ deliveries, store, channels, bus, clock, log, pace: { messageMs: 0, burstMs: 0 } })
  worker.start()
  await expect.poll(() => worker.busy).toBe(false)
  await worker.stop()
}

function footerOf(message: unknown): string | undefined {
  return (message as { embeds: { footer?: { text: string } }[] }).embeds[0]?.footer?.text
}

it(`delivers every alert although its process is killed ${ROUNDS} times`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hyperion-alerts-'))
  const file = join(folder, 'hyperion.db')
  const key = passingKey()
  const discord = await startDiscord()
  const database = await openDatabase({ kind: 'sqlite', file })
  await database.hosts.ensureHub('atlas', START)
  const outgoing = new Outgoing({ allowPrivate: [discord.address] })
  const channels = new Channels({
    store: database.channels,
    secrets: new SecretBox(key),
    outgoing,
    mailer: null,
    clock: new TestClock(START),
  })
  await channels.configureDiscord({ webhookUrl: discord.url, enabled: true, notifyOn: ['warning', 'critical'] })

  const committed: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    // A day on each round: the process killed may have committed more than it could print.
    const from = START + round * 86_400_000
    const events = 1 + Math.floor(Math.random() * 20)
    committed.push(...(await alertAndKill([file, key.toString('hex'), discord.address, String(from)], events)))
  }
  await deliverTheRest(database, key, discord)

  const alerts = await database.alerts.recent(100_000)
  const ends = alerts.flatMap(({ startedAt, resolvedAt }) => (resolvedAt === null ? [startedAt] : [startedAt, resolvedAt]))
  expect(committed.filter((at) => !ends.includes(at))).toEqual([])
  const deliveries = await database.deliveries.list({ limit: 100_000 })
  expect(deliveries.filter(({ status }) => status !== 'sent')).toEqual([])
  expect(deliveries).toHaveLength(ends.length)
  const received = discord.messages.map(footerOf)
  const messages = new Set(deliveries.map(({ message }) => `#${message}`))
  expect([...messages].filter((each) => !received.includes(each))).toEqual([])
  const duplicates = received.length - new Set(received).size
  // Only what was under way when a process ended can come twice: one message of one channel.
  expect(duplicates).toBeLessThanOrEqual(ROUNDS)
  console.info(`${deliveries.length} events in ${messages.size} messages over ${ROUNDS} kills: none lost, ${duplicates} duplicates`)
  await database.close()
  await discord.close()
  await rm(folder, { recursive: true })
})
