export {
  allowedActions,
  COMMENT_LENGTH,
  COMMENT_TYPES,
  type CommentType,
  DESCRIPTION_LENGTH,
  INCIDENT_ACTIONS,
  INCIDENT_STATUSES,
  type IncidentAction,
  type IncidentStatus,
  isMajor,
  SEVERITIES,
  type Severity,
  statusAfter,
  TITLE_LENGTH,
  type TimelineType,
} from '@hyperion/domain/incidents'
export * from './incidents.ts'
