import type { StepCommandsAnswer, StepCommandsRequest } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { audited } from '../../shared/index.ts'
import type { HyperionDeps } from '../deps.ts'
import { askerOf } from '../operating.ts'
import * as schemas from '../step-command-schemas.ts'
import { documented } from './route.ts'

const shared = { tag: 'Commands', params: schemas.RunbookParams, answer: schemas.StepCommandsAnswer } as const

/** Which saved commands the steps of a runbook name; the runbook itself is in the document's own API. */
export function stepCommandRoutes(app: FastifyInstance, { stepCommands, audit }: Pick<HyperionDeps, 'stepCommands' | 'audit'>): void {
  app.get<{ Params: schemas.RunbookParams }>(
    '/api/runbooks/:runbook/commands',
    documented({ ...shared, access: 'read', summary: 'Saved commands that the steps of a runbook name' }),
    async ({ params }): Promise<StepCommandsAnswer> => ({ steps: await stepCommands.of(params.runbook.toLowerCase()) }),
  )

  app.put<{ Params: schemas.RunbookParams; Body: StepCommandsRequest }>(
    '/api/runbooks/:runbook/commands',
    documented({
      ...shared,
      access: 'execute',
      summary: 'Say which saved commands the steps of a runbook name',
      description:
        'For all steps. One names only what whoever says so may run; what it names already stays. Run them with `POST /api/hosts/{id}/commands/{command}/run` and the `incident`: the outcome is on its timeline.',
      body: schemas.StepCommandsBody,
    }),
    async (request): Promise<StepCommandsAnswer> => {
      const { params, body } = request
      const deed = { action: 'runbook.update', target: params.runbook, details: { ...body } } as const
      const steps = await audited(request, audit, deed, () => stepCommands.set(params.runbook.toLowerCase(), body.steps, askerOf(request)))
      return { steps }
    },
  )
}
