import { keep, type Override } from './override.ts'

const VIEW = {
  name: 'Databases {{$timestamp}}',
  shared: false,
  search: 'db',
  states: ['critical'],
  tags: [],
  kinds: ['agent'],
  sort: 'state',
  descending: false,
  group: 'none',
  columns: ['cpu'],
}

export const FLEET_OVERRIDES: Readonly<Record<string, Override>> = {
  'POST /api/fleet-views': { body: VIEW, after: keep('viewId', 'String(pm.response.json().id)') },
  'PUT /api/fleet-views/{view}': { body: VIEW },
}
