import type { Named } from '@hyperion/domain/incidents'
import type { StepCommand } from '@hyperion/domain/runbooks'

/** One thing to do. */
export interface RunbookStep {
  /** A UUID. */
  readonly id: string
  readonly title: string
  /** Markdown. */
  readonly description: string
  /** What to run; shown to people, never run as it is. */
  readonly command: string | null
  readonly expectedMinutes: number | null
  readonly critical: boolean
  /** Whoever does it is asked once more. */
  readonly requiresConfirmation: boolean
  /** What can be run for it; null for nothing. */
  readonly saved: StepCommand | null
}

/** How to deal with something that goes wrong, step by step. Ids are UUIDs, times epoch ms. */
export interface Runbook {
  readonly id: string
  readonly title: string
  /** Markdown. */
  readonly description: string
  readonly service: Named | null
  /** In their order. */
  readonly steps: readonly RunbookStep[]
  readonly createdAt: number
  readonly updatedAt: number
}

/** A runbook without what it says. */
export type RunbookHead = Omit<Runbook, 'steps'>

/** A step that keeps its id, or gets one. `saved` left out: what it had before. */
export type NewRunbookStep = Omit<RunbookStep, 'id' | 'saved'> & Partial<Pick<RunbookStep, 'id' | 'saved'>>

export interface NewRunbook {
  readonly title: string
  readonly description: string
  /** Id of the service. */
  readonly service: string | null
  readonly steps: readonly NewRunbookStep[]
  readonly at: number
}

export type RunbookChange = Partial<Omit<NewRunbook, 'at'>> & { readonly at: number }

/** Whatever names an unknown runbook or service rejects with `DomainError('not_found')`. */
export interface RunbookStore {
  /** By title. */
  heads(): Promise<readonly RunbookHead[]>
  /** In the order of the ids; unknown ones are left out. */
  byIds(ids: readonly string[]): Promise<readonly Runbook[]>
  create(runbook: NewRunbook): Promise<Runbook>
  /** What is left out stays. Steps are replaced as a whole: one with the id of a step of this runbook keeps it. */
  update(id: string, change: RunbookChange): Promise<Runbook>
  /** Says what can be run for which step, by their ids: nothing for those that are left out. Ids of no step of it are passed over. */
  setCommands(id: string, commands: ReadonlyMap<string, StepCommand>, at: number): Promise<Runbook>
  delete(id: string): Promise<void>
}
