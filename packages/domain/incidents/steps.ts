import { isMajor, type Severity } from './severity.ts'

/** What the hub does by itself for an incident, in the order in which it is shown. */
export const STEP_KINDS = ['document', 'notify', 'escalate', 'runbook', 'war_room', 'slack', 'follow_up'] as const
export type StepKind = (typeof STEP_KINDS)[number]

/** What follows a beginning, or a beginning again. */
export function stepsAtStart({ severity }: { readonly severity: Severity }): readonly StepKind[] {
  return ['document', 'notify', 'escalate', 'runbook', ...(isMajor(severity) ? (['war_room'] as const) : []), 'slack']
}

/** What follows a comment. */
export const STEPS_AFTER_COMMENT: readonly StepKind[] = ['slack']

/** What follows any other change: chat is kept up to date, and whoever was told of the beginning hears of the end. */
export const STEPS_AFTER_CHANGE: readonly StepKind[] = ['slack', 'follow_up']

/** What follows a severity that was raised: what an incident so severe would have begun with. */
export function stepsWhenRaised(from: Severity, to: Severity): readonly StepKind[] {
  const before = stepsAtStart({ severity: from })
  return stepsAtStart({ severity: to }).filter((kind) => !before.includes(kind))
}
