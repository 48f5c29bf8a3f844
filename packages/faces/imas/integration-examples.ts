import type { IntegrationKind } from '@hyperion/domain/inbound'

const ALERT = {
  status: 'firing',
  labels: { alertname: 'HighLatency', severity: 'critical', service: 'api-gateway', namespace: 'production' },
  annotations: { summary: 'High latency on API Gateway', description: 'P99 latency > 500ms for 5 minutes' },
  startsAt: '2026-02-05T18:00:00Z',
  generatorURL: 'http://prometheus:9090/graph',
}

/** What each program sends, as the IMAS document prints it where it does. */
export const EXAMPLES: Readonly<Record<IntegrationKind, object>> = {
  alertmanager: { version: '4', groupKey: '{}:{alertname="HighLatency"}', status: 'firing', receiver: 'imas', alerts: [ALERT] },
  grafana: {
    status: 'firing',
    alerts: [
      {
        status: 'firing',
        labels: { alertname: 'HighMemory', service: 'database' },
        annotations: { summary: 'Memory usage high', description: 'Memory > 90% on database server' },
      },
    ],
  },
  datadog: {
    id: '1234567890',
    title: 'High CPU on web-server-01',
    alert_status: 'Triggered',
    alert_type: 'error',
    tags: 'service:web-app,env:production',
    body: 'CPU usage exceeded 90% for 10 minutes',
    alert_metric: 'system.cpu.user',
    last_updated: '1707152400',
  },
  'uptime-kuma': {
    heartbeat: { monitorID: 7, status: 0, time: '2026-02-05 18:30:00.123', msg: 'connect ECONNREFUSED 10.0.0.5:443' },
    monitor: { id: 7, name: 'Shop', url: 'https://shop.example.com' },
    msg: '[Shop] [Down] connect ECONNREFUSED 10.0.0.5:443',
  },
  generic: {
    title: 'Custom Alert',
    description: 'Something happened',
    severity: 'high',
    service: 'my-service',
    source: 'custom-monitor',
    labels: { environment: 'production' },
  },
}
