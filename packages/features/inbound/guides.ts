import type { IntegrationKind } from '@hyperion/domain/inbound'

/** How another program is told to send its alerts here. `{{url}}` and `{{token}}` stand for what is known only later. */
export interface KindGuide {
  readonly label: string
  /** What the text is, such as the name of a file. */
  readonly file: string
  readonly snippet: string
}

const ALERTMANAGER = `route:
  receiver: hyperion
receivers:
  - name: hyperion
    webhook_configs:
      - url: '{{url}}'
        send_resolved: true
        http_config:
          authorization:
            credentials: '{{token}}'
`

const GRAFANA = `Alerting → Contact points → Add contact point
  Integration:           Webhook
  URL:                   {{url}}
  HTTP method:           POST
  Authorization header
    Scheme:              Bearer
    Credentials:         {{token}}
  Disable resolved message: off
Alerting → Notification policies → Default policy → this contact point
`

const DATADOG = `Integrations → Webhooks → New
URL:            {{url}}
Custom headers: {"Authorization": "Token {{token}}"}
Payload:
{
  "id": "$ID",
  "title": "$EVENT_TITLE",
  "body": "$TEXT_ONLY_MSG",
  "alert_id": "$ALERT_ID",
  "alert_cycle_key": "$ALERT_CYCLE_KEY",
  "aggreg_key": "$AGGREG_KEY",
  "alert_scope": "$ALERT_SCOPE",
  "alert_transition": "$ALERT_TRANSITION",
  "alert_type": "$ALERT_TYPE",
  "alert_status": "$ALERT_STATUS",
  "alert_priority": "$ALERT_PRIORITY",
  "alert_metric": "$ALERT_METRIC",
  "hostname": "$HOSTNAME",
  "last_updated": "$LAST_UPDATED",
  "tags": "$TAGS",
  "link": "$LINK"
}
In a monitor's message: @webhook-<name>
`

const UPTIME_KUMA = `Settings → Notifications → Setup notification
  Notification type:  Webhook
  Post URL:           {{url}}
  Request body:       Preset - application/json
  Additional headers: {"Authorization": "Token {{token}}"}
A tag "service" of a monitor names the service.
`

const GENERIC = `curl -X POST '{{url}}' \\
  -H 'Authorization: Token {{token}}' \\
  -H 'Content-Type: application/json' \\
  -d '{
    "title": "Nightly backup failed",
    "description": "rsync ended with 23",
    "severity": "high",
    "service": "backups",
    "dedup_key": "backup-nightly",
    "labels": {"environment": "production"}
  }'
# The end of it: the same with "status": "resolved".
`

export const KIND_GUIDES: Readonly<Record<IntegrationKind, KindGuide>> = {
  alertmanager: { label: 'Prometheus Alertmanager', file: 'alertmanager.yml', snippet: ALERTMANAGER },
  grafana: { label: 'Grafana', file: 'Grafana', snippet: GRAFANA },
  datadog: { label: 'Datadog', file: 'Datadog', snippet: DATADOG },
  'uptime-kuma': { label: 'Uptime Kuma', file: 'Uptime Kuma', snippet: UPTIME_KUMA },
  generic: { label: 'Webhook', file: 'curl', snippet: GENERIC },
}
