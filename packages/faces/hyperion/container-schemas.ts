import { metricsOf } from '@hyperion/domain/metrics'
import { Type } from 'typebox'
import { Instant, orNull } from './host-schemas.ts'

const STATES = ['created', 'running', 'paused', 'restarting', 'removing', 'exited', 'dead', 'unknown', 'removed'] as const
const FIGURES = metricsOf('container').map(({ id }) => [id.slice('container.'.length), orNull(Type.Number())])

export const ContainersAnswer = Type.Object({
  told: orNull(
    Type.Object({
      engines: Type.Array(Type.String({ examples: ['docker'] }), { description: 'Those that answer.' }),
      troubles: Type.Array(Type.String(), { description: 'Why an engine cannot be asked.' }),
    }),
    { description: 'Null when the host never told of any.' },
  ),
  containers: Type.Array(
    Type.Object({
      id: Type.Integer(),
      container_id: Type.String({ description: 'As its engine knows it.' }),
      name: Type.String({ description: 'The instance of its series; stays when the container is made anew.', examples: ['nginx-proxy'] }),
      engine: Type.String({ examples: ['docker'] }),
      image: Type.String({ examples: ['nginx:latest'] }),
      state: Type.Enum([...STATES], { type: 'string' }),
      exit_code: orNull(Type.Integer()),
      health: orNull(Type.Enum(['healthy', 'unhealthy', 'starting'], { type: 'string' })),
      created_at: Instant,
      started_at: orNull(Instant),
      updated_at: Instant,
      reported_at: orNull(Instant),
      figures: orNull(Type.Object(Object.fromEntries(FIGURES)), { description: 'As last stored; null for one that does not run.' }),
    }),
  ),
})
