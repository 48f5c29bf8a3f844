import type { StepOutcome } from '../incidents/index.ts'

export const NOT_SET_UP: StepOutcome = { state: 'skipped', reason: 'Slack is not set up' }
