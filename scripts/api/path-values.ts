import type { Parameter } from './openapi.ts'

/** Optional query parameters are there to be switched on. */
export function url(path: string, parameters: readonly Parameter[]): object {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => pathValue(path, name, parameters))
  const query = parameters
    .filter((each) => each.in === 'query')
    .map((each) => ({
      key: each.name,
      value: String(each.example ?? each.schema.default ?? ''),
      ...(each.description ? { description: each.description } : {}),
      ...(each.required ? {} : { disabled: true }),
    }))
  const enabled = query.filter(({ disabled }) => !disabled).map(({ key, value }) => `${key}=${value}`)
  const raw = `{{baseUrl}}${filled}${enabled.length > 0 ? `?${enabled.join('&')}` : ''}`
  return { raw, host: ['{{baseUrl}}'], path: filled.split('/').slice(1), ...(query.length > 0 ? { query } : {}) }
}

/** Parameters whose value an earlier request of the collection keeps. */
const NAMED = [
  'channel',
  'command',
  'integration',
  'method',
  'override',
  'policy',
  'rule',
  'runbook',
  'scope',
  'service',
  'silence',
  'tag',
  'team',
  'view',
  'window',
]

function pathValue(path: string, name: string, parameters: readonly Parameter[]): string {
  if (name === 'id' && path.includes('/users/')) return '{{userId}}'
  if (name === 'id' && path.includes('/reports/')) return '{{reportId}}'
  if (name === 'id' && path.includes('/v1/schedules/')) return '{{scheduleId}}'
  if (name === 'id' && path.includes('/v1/incidents/')) return /(document|postmortem)\//.test(path) ? 'INC-UNKNWN' : '{{incidentId}}'
  if (name === 'id') return '{{hostId}}'
  if (path.includes('/api-keys/')) return '{{keyId}}'
  if (path.endsWith('/contact-methods/{method}/test/')) return 'mail'
  if (name === 'command' && path.startsWith('/api/hosts/')) return '2147483647'
  if (NAMED.includes(name)) return `{{${name}Id}}`
  if (name === 'alert' || name === 'container_id') return '2147483647'
  const parameter = parameters.find((each) => each.in === 'path' && each.name === name)
  return String(parameter?.example ?? (parameter?.schema.type === 'integer' ? 1 : name))
}

export const VARIABLES = [
  { key: 'baseUrl', value: 'http://127.0.0.1:8000' },
  { key: 'username', value: 'admin' },
  { key: 'password', value: 'admin123' },
  { key: 'newPassword', value: 'MonNouveauMotDePasse!456' },
  { key: 'token', value: '' },
  { key: 'hostId', value: '1' },
  { key: 'userId', value: '' },
  { key: 'reportId', value: '' },
  { key: 'thresholds', value: '{}' },
  { key: 'channelId', value: '1' },
  { key: 'keyId', value: '' },
  { key: 'apiKey', value: '' },
  { key: 'ruleId', value: '1' },
  { key: 'silenceId', value: '1' },
  { key: 'windowId', value: '1' },
  { key: 'viewId', value: '1' },
  { key: 'policyId', value: 'none' },
  { key: 'methodId', value: '1' },
  { key: 'incidentId', value: '' },
  { key: 'incidentServiceId', value: '' },
  { key: 'serviceId', value: '' },
  { key: 'teamId', value: '' },
  { key: 'scopeId', value: '' },
  { key: 'runbookId', value: '' },
  { key: 'tagId', value: '' },
  { key: 'scheduleId', value: '' },
  { key: 'overrideId', value: '1' },
  { key: 'integrationId', value: '' },
  { key: 'access', value: '' },
  { key: 'refresh', value: '' },
  { key: 'imasToken', value: '' },
]
