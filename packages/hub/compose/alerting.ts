import type { Thresholds } from '@hyperion/domain/alerts'
import type { HostDown, UnitInfo } from '@hyperion/domain/hosts'
import { AlertEvaluator, type AlertServices, alertServices, Patrol } from '@hyperion/features/alerts'
import {
  BrowserPush,
  Bulletin,
  Channels,
  DeliveryLog,
  DeliveryWorker,
  Notices,
  Outgoing,
  Reminders,
} from '@hyperion/features/notifications'
import type { SecretBox } from '@hyperion/features/secrets'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { Mailer } from '@hyperion/ports/mail'
import type { Config } from '../config.ts'
import type { Storage } from './storage.ts'

interface AlertingDeps {
  readonly config: Config
  readonly storage: Storage
  readonly secrets: SecretBox
  readonly thresholds: () => Promise<Thresholds> | Thresholds
  readonly hostName: (host: number) => string
  /** Units of a host; null where they are not known at this moment. */
  readonly units: (host: number) => Promise<readonly UnitInfo[] | null>
  readonly down: (host: number) => HostDown | null
  readonly mailer: Mailer | null
  /** Told when an event of an alert was kept. */
  readonly onQueued: () => void
  readonly bus: Bus
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface Alerting {
  readonly channels: Channels
  readonly deliveryLog: DeliveryLog
  readonly notices: Notices
  readonly push: BrowserPush
  readonly outgoing: Outgoing
  readonly bulletin: Bulletin
  readonly evaluator: AlertEvaluator
  readonly services: AlertServices
  /** Troubles, for /health. */
  degraded(): readonly (string | null)[]
  start(): Promise<void>
  /** To be told when a unit of a host failed, or is well again. */
  onUnits(host: number): void
  /** Writes what is known and finishes the sending under way. */
  stop(): Promise<void>
}

/** From a stored report to a message on a channel. */
export async function openAlerting(deps: AlertingDeps): Promise<Alerting> {
  const { config, storage, secrets, thresholds, hostName, units, down, mailer, onQueued, bus, clock, log } = deps
  const { alerts, channels: store, deliveries, hosts } = storage.database
  const outgoing = new Outgoing({ allowPrivate: config.allowPrivateWebhooks })
  const push = new BrowserPush({ store: storage.database.push, secrets, outgoing, clock, contact: contactOf(config) })
  const channels = new Channels({ store, secrets, outgoing, mailer, push, clock })
  const url = config.publicUrl ? `${config.publicUrl}/app/alerts` : null
  const worker = new DeliveryWorker({ deliveries, store, channels, bus, clock, log, url })
  const wake = () => {
    worker.wake()
    onQueued()
  }
  const deliveryLog = new DeliveryLog({ deliveries, channels: store, clock, onQueued: wake })
  const reminders = new Reminders({ deliveries, bus, clock, log, onQueued: wake })
  const notices = new Notices({ store: storage.database.notifications, bus, clock, log })
  const services = alertServices(storage.database, storage.metrics, clock)
  const { diskMount } = config
  const judging = { ...services, store: alerts, hosts, bus, clock, log, hostName }
  const evaluator = new AlertEvaluator({ ...judging, thresholds, diskMount, onCommitted: wake })
  const patrol = new Patrol({ ...judging, evaluator, metrics: storage.metrics, units, down, onQueued: wake })
  return {
    channels,
    bulletin: new Bulletin({ alerts, hosts, store, channels, clock }),
    deliveryLog,
    notices,
    push,
    outgoing,
    evaluator,
    services,
    onUnits: (host) => patrol.lookAtUnits(host),
    degraded: () => [evaluator.degraded(), worker.degraded()],
    start: async () => {
      await evaluator.start()
      patrol.start()
      notices.start()
      worker.start()
      reminders.start()
    },
    stop: async () => {
      patrol.stop()
      await evaluator.stop()
      await reminders.stop()
      await worker.stop()
      await notices.stop()
    },
  }
}

/** Whom push services may turn to; some insist on an address that could be one. */
function contactOf({ publicUrl }: Config): string {
  return publicUrl?.startsWith('https:') ? publicUrl : 'mailto:hyperion@example.com'
}
