/** Parts of a `prometheus.yml`, for each direction. */

/** For the Prometheus that writes to the hub. */
export function remoteWriteSnippet(hub: string, token: string): string {
  return `remote_write:
  - url: ${hub}/api/prometheus/write
    authorization:
      credentials: ${token}
    write_relabel_configs:
      - source_labels: [__name__]
        regex: node_.+
        action: keep
`
}

/** For the Prometheus that reads the hub. */
export function scrapeSnippet(hub: string): string {
  const { protocol, host } = new URL(hub)
  return `scrape_configs:
  - job_name: hyperion
    scheme: ${protocol.slice(0, -1)}
    authorization:
      credentials: hyp_…
    static_configs:
      - targets: ['${host}']
`
}
