export type { IntegrationKind, OwnAlerts } from '@hyperion/domain/inbound'
export { OWN_ALERTS } from '@hyperion/domain/inbound'
export { SEVERITIES, type Severity } from '@hyperion/domain/incidents'
export * from './inbound.ts'
