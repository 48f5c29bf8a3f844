export const INCIDENT_STATUSES = ['TRIGGERED', 'ACKNOWLEDGED', 'MITIGATED', 'RESOLVED'] as const
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number]

export const OPEN_STATUSES = ['TRIGGERED', 'ACKNOWLEDGED', 'MITIGATED'] as const satisfies readonly IncidentStatus[]

/** What changes the status of an incident. */
export const INCIDENT_ACTIONS = ['acknowledge', 'mitigate', 'resolve', 'reopen'] as const
export type IncidentAction = (typeof INCIDENT_ACTIONS)[number]

const TRANSITIONS: Readonly<Record<IncidentAction, { readonly from: readonly IncidentStatus[]; readonly to: IncidentStatus }>> = {
  acknowledge: { from: ['TRIGGERED'], to: 'ACKNOWLEDGED' },
  mitigate: { from: ['TRIGGERED', 'ACKNOWLEDGED'], to: 'MITIGATED' },
  resolve: { from: OPEN_STATUSES, to: 'RESOLVED' },
  reopen: { from: ['MITIGATED', 'RESOLVED'], to: 'TRIGGERED' },
}

const DISPLAYS: Readonly<Record<IncidentStatus, string>> = {
  TRIGGERED: 'Triggered',
  ACKNOWLEDGED: 'Acknowledged',
  MITIGATED: 'Mitigated',
  RESOLVED: 'Resolved',
}

export function statusDisplay(status: IncidentStatus): string {
  return DISPLAYS[status]
}

/** Where an action leads from a status; null where it is not allowed. */
export function statusAfter(status: IncidentStatus, action: IncidentAction): IncidentStatus | null {
  const { from, to } = TRANSITIONS[action]
  return from.includes(status) ? to : null
}

export function allowedActions(status: IncidentStatus): readonly IncidentAction[] {
  return INCIDENT_ACTIONS.filter((action) => statusAfter(status, action) !== null)
}

export function isOpen(status: IncidentStatus): boolean {
  return status !== 'RESOLVED'
}
