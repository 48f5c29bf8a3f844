import { keep, type Override } from './override.ts'

/** Points at whoever is signed in: the first user. */
const POLICY = { name: 'Web {{$timestamp}}', steps: [{ delay_minutes: 5, targets: [{ type: 'user', id: 1 }] }], repeat: 2 }

export const PAGING_OVERRIDES: Readonly<Record<string, Override>> = {
  'POST /api/v1/escalation-policies/': { body: POLICY, after: keep('policyId', 'pm.response.json().id') },
  'PUT /api/v1/escalation-policies/{policy}/': { body: POLICY },
  // Removed just before.
  'POST /api/v1/escalation-policies/{policy}/test/': { status: 404 },
  'GET /api/v1/escalation-policies/{policy}/test/{run}/': { status: 404 },
  'POST /api/v1/escalation-policies/{policy}/test/{run}/resolve/': { status: 404 },
  'POST /api/v1/me/contact-methods/': { after: keep('methodId', 'pm.response.json().id') },
}
