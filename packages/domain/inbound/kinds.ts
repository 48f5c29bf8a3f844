/** What sends alerts to the hub, as it is called in the path of its webhook. */
export const INTEGRATION_KINDS = ['alertmanager', 'grafana', 'datadog', 'uptime-kuma', 'generic'] as const
export type IntegrationKind = (typeof INTEGRATION_KINDS)[number]

/** The hub's own alerts go the same way in. */
export const OWN_SOURCE = 'hyperion'
export type InboundSource = IntegrationKind | typeof OWN_SOURCE
