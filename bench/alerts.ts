/**
 * From an alert noticed to its message received: one critical alert alone, and 500 of them at once. The channel is a local
 * stand-in for Discord's webhook that takes everything; what is measured is ours, the second's wait for others included.
 */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { createBus } from '../packages/adapters/bus-inproc/index.ts'
import { openDatabase } from '../packages/adapters/db/index.ts'
import { CHANNEL_DEFAULTS, Channels, DeliveryWorker, Outgoing } from '../packages/features/notifications/index.ts'
import { passingKey, SecretBox } from '../packages/features/secrets/index.ts'
import { systemClock as clock } from '../packages/ports/clock/index.ts'
import { printFigure } from './figures.ts'

const ALONE = 25
const BURST = 500
const BUDGETS = { alone: 1_500, burst: 5_000 } as const

/** When each message came, by the number in its footer. */
const received = new Map<string, number>()
const server = createServer(async (request, response) => {
  const { embeds } = (await json(request)) as { embeds: readonly { footer?: { text: string } }[] }
  received.set(embeds[0]?.footer?.text ?? '', performance.now())
  response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"1"}')
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const address = `127.0.0.1:${(server.address() as AddressInfo).port}`

const folder = await mkdtemp(join(tmpdir(), 'hyperion-alerts-bench-'))
const database = await openDatabase({ kind: 'sqlite', file: join(folder, 'hyperion.db') })
const { alerts, channels: store, deliveries } = database
const host = (await database.hosts.ensureHub('bench', clock.now())).id
const outgoing = new Outgoing({ allowPrivate: [address] })
const channels = new Channels({ store, secrets: new SecretBox(passingKey()), outgoing, mailer: null, clock })
const settings = { webhook_url: `http://${address}/api/webhooks/1/bench` }
await channels.create({ ...CHANNEL_DEFAULTS, kind: 'discord', name: 'bench', enabled: true, notifyOn: ['critical'], settings })
const log = (line: string) => console.error(line)
// Single alerts are measured as if each were the first for a while.
const pace = { messageMs: 0, burstMs: 0 }
const worker = new DeliveryWorker({ deliveries, store, channels, bus: createBus(log), clock, log, pace })

/** Notices an alert and answers the instant. */
async function notice(instance: string): Promise<number> {
  const noticed = performance.now()
  const at = clock.now()
  const state = { phase: 'firing', level: 'critical', since: at, criticalSince: at, calmSince: null } as const
  const figures = { unit: 'percent', value: 95, threshold: 90, level: 'critical', message: 'Disk usage is at 95%' } as const
  const about = { host, hostName: 'bench', rule: 'disk', instance, title: 'Disk' } as const
  await alerts.commit({ host, rule: 'disk', instance, state, event: { kind: 'fired', ...about, ...figures, startedAt: at, at } })
  worker.wake()
  return noticed
}

/** How long each took from being noticed to the arrival of the message that tells of it. */
async function delivered(noticed: ReadonlyMap<string, number>): Promise<number[]> {
  for (;;) {
    const sent = await deliveries.list({ limit: noticed.size, status: 'sent' })
    const mine = sent.filter(({ event }) => noticed.has(event.instance))
    if (mine.length === noticed.size) {
      return mine.map(({ event, message }) => (received.get(`#${message}`) ?? Number.NaN) - (noticed.get(event.instance) ?? 0))
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const p99 = (times: readonly number[]) => times.toSorted((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1] ?? Number.NaN

try {
  worker.start()
  const alone: number[] = []
  for (let i = 0; i < ALONE; i++) alone.push(...(await delivered(new Map([[`alone ${i}`, await notice(`alone ${i}`)]]))))
  printFigure({ what: 'alert noticed to delivered, alone, p99', unit: 'ms', value: p99(alone), budget: BUDGETS.alone })
  const messages = received.size
  const noticed = new Map<string, number>()
  for (let i = 0; i < BURST; i++) noticed.set(`burst ${i}`, await notice(`burst ${i}`))
  printFigure({ what: `the same, ${BURST} at once, p99`, unit: 'ms', value: p99(await delivered(noticed)), budget: BUDGETS.burst })
  printFigure({ what: `messages for these ${BURST}`, unit: '', value: received.size - messages })
} finally {
  await worker.stop()
  await database.close()
  server.close()
  await rm(folder, { recursive: true })
}
