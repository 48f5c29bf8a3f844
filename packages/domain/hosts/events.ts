/** What can happen to a host beside its alerts. */
export const HOST_EVENT_KINDS = [
  'booted',
  'disconnected',
  'connected',
  'agent_version',
  'kernel',
  'os',
  'hostname',
  'hardware',
  'address',
  'unit_failed',
  'unit_recovered',
  'deploy',
  'packages',
  'action',
] as const

export type HostEventKind = (typeof HOST_EVENT_KINDS)[number]
