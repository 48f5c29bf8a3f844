import type { Override } from './override.ts'

const REQUESTS = [
  'GET ',
  'PUT ',
  'GET versions/',
  'POST versions/',
  'GET versions/{version}/',
  'POST versions/{version}/restore/',
  'GET export.md',
  'GET export.pdf',
]

/** No incident is known beforehand. */
export const DOCUMENT_OVERRIDES: Readonly<Record<string, Override>> = Object.fromEntries([
  ...['document', 'postmortem'].flatMap((kind) => [
    ...REQUESTS.map((each) => [each.replace(' ', ` /api/v1/incidents/{id}/${kind}/`), { status: 404 }] as const),
    [`GET /ws/incidents/{id}/${kind}/`, { status: 426 }] as const,
  ]),
  ['POST /api/v1/incidents/{id}/postmortem/', { status: 404 }] as const,
])
