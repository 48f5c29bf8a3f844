import { SAVED_COMMAND_LIMITS } from '@hyperion/domain/commands'
import { MOST_STEPS } from '@hyperion/domain/runbooks'
import { type Static, Type } from 'typebox'
import { strict } from './schemas.ts'

const step = Type.String({ maxLength: 64, description: 'Id of the step.', examples: ['550e8400-e29b-41d4-a716-446655440000'] })
const command = Type.Integer({ minimum: 1, maximum: 2_147_483_647, description: 'Id of the saved command.' })
const values = Type.Record(Type.String({ maxLength: 32 }), Type.String({ maxLength: SAVED_COMMAND_LIMITS.value }), {
  description: 'What is filled in at first, by the names of the parameters.',
  examples: [{ unit: 'redis.service' }],
})

export const RunbookParams = Type.Object({ runbook: Type.String({ maxLength: 64 }) }, strict)
export type RunbookParams = Static<typeof RunbookParams>

export const StepCommandsBody = Type.Object(
  {
    steps: Type.Array(Type.Object({ step, command, values }, strict), {
      maxItems: MOST_STEPS,
      description: 'Steps that are left out name nothing.',
    }),
  },
  strict,
)

export const StepCommandsAnswer = Type.Object({
  steps: Type.Array(
    Type.Object({
      step,
      command,
      name: Type.String({ description: 'Of the command; of one that was deleted as it was called.' }),
      values,
      deleted: Type.Boolean(),
    }),
  ),
})
