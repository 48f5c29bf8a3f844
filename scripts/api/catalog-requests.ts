import { keep, type Override } from './override.ts'

/** One of a collection is made, changed and deleted again; nothing it refers to need be there. */
function catalogued(collection: string, name: string, body: object): Readonly<Record<string, Override>> {
  const path = `/api/v1/${collection}/`
  const each = `${path}{${name}}/`
  return {
    [`POST ${path}`]: { body, after: keep(`${name}Id`, 'pm.response.json().id') },
    [`PUT ${each}`]: { body },
    [`PATCH ${each}`]: { body },
  }
}

export const CATALOG_OVERRIDES: Readonly<Record<string, Override>> = {
  ...catalogued('services', 'service', { name: 'redis-prod {{$timestamp}}', criticality: 'TIER_1_CRITICAL' }),
  ...catalogued('teams', 'team', { name: 'SRE Core {{$timestamp}}', slack_channel_id: 'C0123456789' }),
  ...catalogued('impact-scopes', 'scope', { name: 'Data Loss Risk {{$timestamp}}' }),
  ...catalogued('runbooks', 'runbook', { title: 'Redis Cluster Recovery', steps: [{ title: 'Check cluster status' }] }),
  ...catalogued('tags', 'tag', { name: 'postmortem-required-{{$timestamp}}', color: '#dc3545' }),
}
