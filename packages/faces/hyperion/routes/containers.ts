import type { ContainerView } from '@hyperion/features/containers'
import type { ContainerRow, ContainersAnswer } from '@hyperion/wire/web'
import type { FastifyInstance } from 'fastify'
import { ContainersAnswer as ContainersSchema } from '../container-schemas.ts'
import type { HyperionDeps } from '../deps.ts'
import { HostParams } from '../schemas.ts'
import { documented } from './route.ts'

/** Containers of one machine. */
export function containerRoutes(app: FastifyInstance, { hosts, containers }: Pick<HyperionDeps, 'hosts' | 'containers'>): void {
  app.get<{ Params: HostParams }>(
    '/api/hosts/:id/containers',
    documented({
      tag: 'Hosts',
      access: 'read',
      params: HostParams,
      summary: 'Containers of a machine',
      description: 'Their history is that of the metric group `container`, by name. Those that were removed stay while they have any.',
      answer: ContainersSchema,
    }),
    async ({ params }): Promise<ContainersAnswer> => {
      const { id } = await hosts.find(params.id)
      const list = await containers.list(id)
      return { told: containers.engines(id), containers: list.map(containerRow) }
    },
  )
}

const PREFIX = 'container.'

function containerRow(container: ContainerView): ContainerRow {
  const { id, containerId, name, engine, image, state, exitCode, health, figures } = container
  return {
    id,
    container_id: containerId,
    name,
    engine,
    image,
    state,
    exit_code: exitCode,
    health,
    created_at: container.createdAt,
    started_at: container.startedAt,
    updated_at: container.updatedAt,
    reported_at: container.reportedAt,
    figures: figures && Object.fromEntries(Object.entries(figures).map(([metric, value]) => [metric.slice(PREFIX.length), finite(value)])),
  }
}

/** JSON knows no NaN. */
function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null
}
