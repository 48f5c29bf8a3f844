import { keep, type Override } from './override.ts'

/** One incident is opened and dealt with, on a service of its own. */
export const INCIDENT_OVERRIDES: Readonly<Record<string, Override>> = {
  'POST /api/v1/incidents/': {
    body: { title: 'Redis Cluster Down {{$timestamp}}', service: '{{incidentServiceId}}', severity: 'SEV3_MEDIUM' },
    after: keep('incidentId', 'pm.response.json().id'),
  },
  'PATCH /api/v1/incidents/{id}/': { body: { severity: 'SEV4_LOW', description: 'Connection timeout on all nodes' } },
  'POST /api/v1/incidents/{id}/tags/': { body: { tags: ['postmortem-required'] } },
  // None has failed.
  'POST /api/v1/incidents/{id}/steps/{step}/retry/': { status: 409 },
}

/** Before the incident, the service that it is about. */
export const INCIDENT_SERVICE = {
  key: 'POST /api/v1/services/',
  name: 'A service to have an incident',
  override: { body: { name: 'redis-prod of {{$guid}}' }, after: keep('incidentServiceId', 'pm.response.json().id') },
} as const
