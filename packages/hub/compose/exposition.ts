import { countRequests } from '@hyperion/faces/prometheus'
import type { Agents } from '@hyperion/features/agents'
import type { Hosts } from '@hyperion/features/hosts'
import type { LatestReports } from '@hyperion/features/metrics'
import { Exposition, RequestCounts } from '@hyperion/features/prometheus'
import type { Clock } from '@hyperion/ports/clock'
import type { FastifyInstance } from 'fastify'
import manifest from '../package.json' with { type: 'json' }
import type { Storage } from './storage.ts'

interface ExpositionParts {
  readonly app: FastifyInstance
  readonly storage: Storage
  readonly hosts: Hosts
  readonly latest: LatestReports
  readonly agents: Agents
  readonly degraded: () => readonly string[]
  readonly clock: Clock
}

/** What `GET /metrics` shows; counts the requests of all faces that are registered afterwards. */
export function openExposition({ app, storage, hosts, latest, agents, degraded, clock }: ExpositionParts): Exposition {
  const requests = new RequestCounts()
  countRequests(app, requests)
  const { metrics, database } = storage
  const agentsConnected = (): number => agents.list().filter(({ connected }) => connected).length
  const { deliveries, alerts } = database
  return new Exposition({
    version: manifest.version,
    hosts,
    latest,
    metrics,
    deliveries,
    alerts,
    requests,
    agentsConnected,
    degraded,
    clock,
  })
}
