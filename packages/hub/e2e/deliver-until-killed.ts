import { createBus } from '@hyperion/adapters/bus-inproc'
import { openDatabase } from '@hyperion/adapters/db'
import { DEFAULT_THRESHOLDS } from '@hyperion/domain/alerts'
import { AlertEvaluator, alertServices } from '@hyperion/features/alerts'
import { Channels, DeliveryWorker, Outgoing } from '@hyperion/features/notifications'
import { SecretBox } from '@hyperion/features/secrets'
import { systemClock as clock } from '@hyperion/ports/clock'
import { sampleReport } from '@hyperion/testkit/live-host'

/**
 * Test process: makes the disk fill and empty again, over and over, from the instant given on, printing each event once
 * it is committed, and delivers at the same time, until it is killed; so seldom that it is not taken for flapping.
 */
const [file = '', key = '', allowed = '', from = '0'] = process.argv.slice(2)
const database = await openDatabase({ kind: 'sqlite', file })
const log = (line: string) => void process.stderr.write(`${line}\n`)
const secrets = new SecretBox(Buffer.from(key, 'hex'))
const outgoing = new Outgoing({ allowPrivate: [allowed] })
const channels = new Channels({ store: database.channels, secrets, outgoing, mailer: null, clock })
const bus = createBus(log)
const { deliveries, channels: store } = database
const pace = { messageMs: 0, burstMs: 0 }
const worker = new DeliveryWorker({ deliveries, store, channels, bus, clock, log, pace })
let committed = () => {}
const evaluator = new AlertEvaluator({
  ...alertServices(database, { read: () => Promise.reject(), series: () => Promise.reject() }, clock),
  hosts: database.hosts,
  store: database.alerts,
  thresholds: () => DEFAULT_THRESHOLDS,
  bus,
  clock,
  log,
  diskMount: '/',
  hostName: () => 'atlas',
  onCommitted: () => {
    committed()
    worker.wake()
  },
})
await evaluator.start()
worker.start()

const [known] = await database.alerts.states()
let full = known?.state.phase !== 'firing'
for (let at = Number(from); ; at += 1_200_000) {
  const written = new Promise<void>((resolve) => {
    committed = resolve
  })
  evaluator.evaluate(1, sampleReport({ at, disk: full ? 95 : 10 }))
  await written
  process.stdout.write(`${at}\n`)
  full = !full
}
