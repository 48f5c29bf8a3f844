/** What is noted, by area; each has its words under `audit.actions`. One that is not here is shown as it is. */
export const DEEDS = {
  session: ['sign_in', 'sign_out', 'step_up', 'revoke', 'revoke_others'],
  password: ['change', 'reset', 'reset_request'],
  two_factor: ['enable', 'disable', 'reset', 'recovery_codes'],
  user: ['create', 'update', 'delete'],
  api_key: ['create', 'delete'],
  thresholds: ['change'],
  rule: ['create', 'update', 'delete'],
  maintenance: ['create', 'update', 'delete'],
  silence: ['create', 'end'],
  alert: ['acknowledge', 'unacknowledge', 'silence'],
  channel: ['create', 'change', 'delete', 'test'],
  delivery: ['retry'],
  browser: ['subscribe', 'unsubscribe'],
  fleet_view: ['create', 'update', 'delete'],
  host: ['add', 'change', 'access', 'delete', 'tags', 'read', 'tier'],
  action: ['request', 'undo', 'approve', 'refuse', 'withdraw', 'cancel', 'approval'],
  command: ['create', 'update', 'delete'],
  recording: ['read'],
  retention: ['change'],
  enrolment: ['create', 'revoke'],
  scrape_target: ['create', 'change', 'delete'],
  receiver: ['create', 'change', 'renew', 'delete', 'forgive'],
  escalation: ['late'],
  escalation_policy: ['create', 'update', 'delete', 'test', 'test_end'],
  contact_method: ['create', 'change', 'delete', 'test'],
  paging_rules: ['change'],
  preferences: ['update'],
  task: ['run'],
  service: ['create', 'update', 'delete'],
  team: ['create', 'update', 'delete'],
  scope: ['create', 'update', 'delete'],
  runbook: ['create', 'update', 'delete'],
  incident: [
    'create',
    'update',
    'acknowledge',
    'mitigate',
    'resolve',
    'reopen',
    'comment',
    'tag',
    'untag',
    'retry_step',
    'document',
    'document_version',
    'document_restore',
    'postmortem',
  ],
  on_call: ['create', 'update', 'delete', 'override', 'override_end', 'feed_create', 'feed_end'],
  integration: ['create', 'update', 'rotate', 'replay', 'delete'],
  slack: ['update', 'delete'],
  google_docs: ['update', 'delete'],
  report_schedule: ['create', 'update', 'run', 'delete'],
  tag: ['create', 'update', 'delete'],
} as const

export const ACTIONS: readonly string[] = Object.entries(DEEDS).flatMap(([area, verbs]) => verbs.map((verb) => `${area}.${verb}`))

/** The details as `name: value`, one after another. */
export function detailsText(details: Readonly<Record<string, unknown>>): string {
  return linesOf(details).join(', ')
}

function linesOf(details: object, path = ''): readonly string[] {
  return Object.entries(details).flatMap(([name, value]) => {
    if (Array.isArray(value)) {
      const words = value.map((each) => (typeof each === 'object' && each !== null ? `(${detailsText(each)})` : String(each)))
      return [`${path}${name}: ${words.join(' ') || '–'}`]
    }
    if (typeof value === 'object' && value !== null) return linesOf(value, `${path}${name} `)
    return value === '' ? [] : [`${path}${name}: ${value ?? '–'}`]
  })
}
