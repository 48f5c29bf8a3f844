import type { AlertStore } from '@hyperion/ports/alerts'
import type { Clock } from '@hyperion/ports/clock'
import type { HostStore } from '@hyperion/ports/hosts'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { RuleStore } from '@hyperion/ports/rules'
import type { MaintenanceStore, SilenceStore } from '@hyperion/ports/silences'
import { AlertDesk } from './desk.ts'
import { Rules } from './rules.ts'
import { Silences } from './silences.ts'
import { Trials } from './trial.ts'

export interface AlertStores {
  readonly alerts: AlertStore
  readonly rules: RuleStore
  readonly silences: SilenceStore
  readonly maintenance: MaintenanceStore
  readonly hosts: HostStore
}

/** What people do with alerts: rules, silences and maintenance, the alerts themselves. */
export interface AlertServices {
  readonly rules: Rules
  readonly silences: Silences
  readonly alertDesk: AlertDesk
  readonly trials: Trials
}

export function alertServices(stores: AlertStores, metrics: Pick<MetricStore, 'read' | 'series'>, clock: Clock): AlertServices {
  const { alerts, silences, maintenance, hosts } = stores
  const quiet = new Silences({ silences, maintenance, hosts, clock })
  const rules = new Rules({ store: stores.rules, hosts, clock })
  return {
    rules,
    trials: new Trials({ rules, hosts, metrics, clock }),
    silences: quiet,
    alertDesk: new AlertDesk({ store: alerts, hosts, silences: quiet, clock }),
  }
}
