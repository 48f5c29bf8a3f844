import type { Database } from '@hyperion/adapters/db'
import type { Thresholds } from '@hyperion/domain/alerts'
import type { StrainLevels } from '@hyperion/domain/hosts'
import type { Agents } from '@hyperion/features/agents'
import { HostJournal, type Hosts } from '@hyperion/features/hosts'
import { ProcessHistory } from '@hyperion/features/processes'
import { type Clock, every } from '@hyperion/ports/clock'
import { strainOf } from './fleet.ts'

interface JournalDeps {
  readonly database: Pick<Database, 'processes' | 'hostEvents' | 'actions'>
  readonly hosts: Hosts
  readonly agents: Pick<Agents, 'get'>
  readonly thresholds: () => Promise<Thresholds>
  readonly clock: Clock
  readonly log: (message: string) => void
}

export interface Journal {
  readonly processHistory: ProcessHistory
  readonly hostJournal: HostJournal
  /** From where the hub's own machine counts as strained; null until that is known. */
  strain(): StrainLevels | null
  start(): Promise<void>
  stop(): Promise<void>
}

const THRESHOLDS_MS = 60_000

/** What hosts were busy with, and what happened to them. */
export function openJournal({ database, hosts, agents, thresholds, clock, log }: JournalDeps): Journal {
  const processHistory = new ProcessHistory({ store: database.processes, hosts, clock, log })
  const agentVersion = (host: number): string | null => agents.get(host)?.version ?? null
  const hostJournal = new HostJournal({ store: database.hostEvents, hosts, actions: database.actions, agentVersion, clock, log })
  let strain: StrainLevels | null = null
  const learn = async (): Promise<void> => {
    // While the database is away the last ones count.
    const found = await thresholds().catch(() => null)
    strain = found ? strainOf(found) : strain
  }
  const stopLearning = every(clock, THRESHOLDS_MS, () => void learn())
  return {
    processHistory,
    hostJournal,
    strain: () => strain,
    start: async () => {
      await learn()
      await hostJournal.start()
    },
    stop: async () => {
      stopLearning()
      await hostJournal.stop()
      await processHistory.stop()
    },
  }
}
