export * from './step-command.ts'

export const RUNBOOK_TITLE_LENGTH = 200
/** Characters of what describes a runbook, in Markdown. */
export const RUNBOOK_TEXT_LENGTH = 20_000
/** Characters of what describes a step, in Markdown. */
export const STEP_TEXT_LENGTH = 5_000
export const COMMAND_LENGTH = 4_000
export const MOST_STEPS = 100
/** A week. */
export const MOST_STEP_MINUTES = 10_080
