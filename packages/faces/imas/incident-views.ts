import {
  type AttachedSignal,
  allowedActions,
  type Incident,
  type IncidentComment,
  kpisOf,
  severityDisplay,
  statusDisplay,
  type TimelineEntry,
} from '@hyperion/domain/incidents'
import type { IncidentDetail, IncidentStep } from '@hyperion/ports/incidents'
import { isoSeconds } from '../shared/index.ts'

export function isoOrNull(at: number | null): string | null {
  return at === null ? null : isoSeconds(at)
}

export function incidentRow(incident: Incident) {
  const { id, shortId, title, description, severity, status, service, lead, source } = incident
  return {
    id,
    short_id: shortId,
    title,
    description,
    severity,
    status,
    service,
    lead: lead && { id: lead.id, username: lead.username },
    created_at: isoSeconds(incident.createdAt),
    acknowledged_at: isoOrNull(incident.acknowledgedAt),
    resolved_at: isoOrNull(incident.resolvedAt),
    updated_at: isoSeconds(incident.updatedAt),
    source,
  }
}

export function kpisView(incident: Incident) {
  const { mttd, mtta, mttr } = kpisOf(incident)
  return { mttd_seconds: mttd, mtta_seconds: mtta, mttr_seconds: mttr }
}

export function incidentView({ incident, service, scopes, tags, signals, steps }: IncidentDetail, timeline: readonly TimelineEntry[]) {
  return {
    ...incidentRow(incident),
    severity_display: severityDisplay(incident.severity),
    status_display: statusDisplay(incident.status),
    service: { id: service.id, name: service.name, owner_team: service.ownerTeam, runbook_url: service.runbookUrl },
    impacted_scopes: scopes,
    lead: incident.lead,
    war_room_link: incident.warRoomLink,
    lid_link: incident.lidLink,
    detected_at: isoSeconds(incident.detectedAt),
    kpis: kpisView(incident),
    timeline: timeline.map(timelineRow),
    dedup_key: incident.dedupKey,
    created_by: incident.createdBy,
    acknowledged_by: incident.acknowledgedBy,
    mitigated_at: isoOrNull(incident.mitigatedAt),
    resolved_by: incident.resolvedBy,
    resolution_note: incident.resolutionNote,
    root_cause: incident.rootCause,
    reopened: incident.reopened,
    tags,
    alerts: signals.map(alertView),
    steps: steps.map(stepView),
    allowed_actions: allowedActions(incident.status),
  }
}

export function timelineRow({ id, type, message, at, actor, data }: TimelineEntry) {
  return { id, type, message, timestamp: isoSeconds(at), actor, data }
}

function alertView({ source, fingerprint, status, title, severity, detectedAt, endedAt, updatedAt, count, labels, url }: AttachedSignal) {
  const times = { detected_at: isoSeconds(detectedAt), ended_at: isoOrNull(endedAt), updated_at: isoSeconds(updatedAt) }
  return { source, fingerprint, status, title, severity, ...times, count, labels, url }
}

export function stepView({ id, kind, state, attempts, createdAt, dueAt, finishedAt, error }: IncidentStep) {
  const times = { created_at: isoSeconds(createdAt), due_at: isoSeconds(dueAt), finished_at: isoOrNull(finishedAt) }
  return { id, kind, state, attempts, ...times, error }
}

export function commentRow({ id, author, content, type, createdAt }: IncidentComment) {
  return { id, author, content, comment_type: type, created_at: isoSeconds(createdAt) }
}
