import type { AlertStore } from '@hyperion/ports/alerts'
import type { Clock } from '@hyperion/ports/clock'
import type { HostStore } from '@hyperion/ports/hosts'
import type { RuleStore } from '@hyperion/ports/rules'
import type { MaintenanceStore, SilenceStore } from '@hyperion/ports/silences'
import { AlertDesk } from './desk.ts'
import { Rules } from './rules.ts'
import { Silences } from './silences.ts'

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
}

export function alertServices({ alerts, rules, silences, maintenance, hosts }: AlertStores, clock: Clock): AlertServices {
  const quiet = new Silences({ silences, maintenance, hosts, clock })
  return {
    rules: new Rules({ store: rules, hosts, clock }),
    silences: quiet,
    alertDesk: new AlertDesk({ store: alerts, hosts, silences: quiet, clock }),
  }
}
