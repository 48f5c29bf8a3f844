import type { Transaction } from 'kysely'
import type { Schema } from '../schema.ts'
import { firstTables } from './0001-first-tables.ts'
import { alerts } from './0003-alerts.ts'
import { audit } from './0004-audit.ts'
import { alertSubjects } from './0005-alert-subjects.ts'
import { identities } from './0006-identities.ts'
import { secondFactors } from './0007-second-factors.ts'
import { rules } from './0008-rules.ts'
import { notifications } from './0009-notifications.ts'
import { agents } from './0010-agents.ts'
import { preferences } from './0011-preferences.ts'
import { reports } from './0012-reports.ts'
import { containers } from './0013-containers.ts'
import { sshHosts } from './0014-ssh-hosts.ts'
import { prometheusHosts } from './0015-prometheus-hosts.ts'
import { savedViews } from './0016-saved-views.ts'
import { processSnapshots } from './0017-process-snapshots.ts'
import { reportSchedules } from './0018-report-schedules.ts'
import { retention } from './0019-retention.ts'
import { services } from './0020-services.ts'
import { incidents } from './0021-incidents.ts'
import { onCall } from './0022-on-call.ts'
import { escalation } from './0023-escalation.ts'
import { inbound } from './0024-inbound.ts'
import { slack } from './0025-slack.ts'
import { documents } from './0026-documents.ts'
import { googleDocs } from './0027-google-docs.ts'
import { actions } from './0028-actions.ts'
import { eventSubjects } from './0029-event-subjects.ts'
import { commands } from './0030-commands.ts'
import { sshTiers } from './0031-ssh-tiers.ts'
import { outputAndSteps } from './0032-output-and-steps.ts'
import { auditHosts } from './0033-audit-hosts.ts'
import { sshRoots } from './0034-ssh-roots.ts'
import type { ColumnTypes } from './columns.ts'

export interface Migration {
  /** Never changed once released. */
  readonly name: string
  readonly up: (tx: Transaction<Schema>, type: ColumnTypes) => Promise<void>
}

/** In order of application; append only. */
export const MIGRATIONS: readonly Migration[] = [
  { name: '0001-first-tables', up: firstTables },
  { name: '0003-alerts', up: alerts },
  { name: '0004-audit', up: audit },
  { name: '0005-alert-subjects', up: alertSubjects },
  { name: '0006-identities', up: identities },
  { name: '0007-second-factors', up: secondFactors },
  { name: '0008-rules', up: rules },
  { name: '0009-notifications', up: notifications },
  { name: '0010-agents', up: agents },
  { name: '0011-preferences', up: preferences },
  { name: '0012-reports', up: reports },
  { name: '0013-containers', up: containers },
  { name: '0014-ssh-hosts', up: sshHosts },
  { name: '0015-prometheus-hosts', up: prometheusHosts },
  { name: '0016-saved-views', up: savedViews },
  { name: '0017-process-snapshots', up: processSnapshots },
  { name: '0018-report-schedules', up: reportSchedules },
  { name: '0019-retention', up: retention },
  { name: '0020-services', up: services },
  { name: '0021-incidents', up: incidents },
  { name: '0022-on-call', up: onCall },
  { name: '0023-escalation', up: escalation },
  { name: '0024-inbound', up: inbound },
  { name: '0025-slack', up: slack },
  { name: '0026-documents', up: documents },
  { name: '0027-google-docs', up: googleDocs },
  { name: '0028-actions', up: actions },
  { name: '0031-ssh-tiers', up: sshTiers },
  { name: '0029-event-subjects', up: eventSubjects },
  { name: '0030-commands', up: commands },
  { name: '0032-output-and-steps', up: outputAndSteps },
  { name: '0033-audit-hosts', up: auditHosts },
  { name: '0034-ssh-roots', up: sshRoots },
]
