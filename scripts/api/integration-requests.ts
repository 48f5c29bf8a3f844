import { keep, type Override } from './override.ts'

const PROMETHEUS_ALERTS = {
  alerts: [{ status: 'firing', labels: { alertname: 'HighLatency', severity: 'critical', run: '{{$timestamp}}' } }],
}

/** Requests about integrations and their webhooks. */
export const INTEGRATION_OVERRIDES: Readonly<Record<string, Override>> = {
  'POST /api/v1/integrations/': {
    body: { kind: 'generic', name: 'Scripts {{$timestamp}}' },
    after: keep('integrationId', 'pm.response.json().id'),
  },
  'PATCH /api/v1/integrations/{integration}/': { body: { enabled: true } },
  // Nothing came in by it.
  'GET /api/v1/integrations/{integration}/deliveries/{delivery}/': { status: 404 },
  'POST /api/v1/integrations/{integration}/deliveries/{delivery}/replay/': { status: 404 },
  // Another alert at every run.
  'POST /api/v1/webhooks/alertmanager/': { status: 201, body: PROMETHEUS_ALERTS },
  'POST /api/v1/webhooks/grafana/': { status: 201, body: PROMETHEUS_ALERTS },
  'POST /api/v1/webhooks/datadog/': {
    status: 201,
    body: { id: '{{$timestamp}}', title: 'High CPU on web-server-01', alert_type: 'error' },
  },
  'POST /api/v1/webhooks/uptime-kuma/': {
    status: 201,
    body: { heartbeat: { status: 0, msg: 'No answer' }, monitor: { id: '{{$timestamp}}', name: 'Shop' }, msg: '[Shop] [Down] No answer' },
  },
  'POST /api/v1/webhooks/generic/': { status: 201, body: { title: 'Custom Alert', dedup_key: '{{$timestamp}}', severity: 'high' } },
}
