import { DEFAULT_THRESHOLDS } from '@hyperion/domain/alerts'
import { healthcheckDialect, healthcheckFace } from '@hyperion/faces/healthcheck'
import { createFastify } from '@hyperion/faces/shared'
import { systemClock } from '@hyperion/ports/clock'
import type { LiveHost } from '@hyperion/ports/live-host'

export interface LocalFaceOptions {
  readonly host: LiveHost
  readonly listen: { readonly host: string; readonly port: number }
  readonly diskMount: string
  readonly degraded: () => readonly string[]
}

const SERVICES = ['nginx', 'mysql', 'redis', 'postgresql', 'docker', 'ssh'] as const

/** The HealthCheck API of this host alone, levels 1 and 2, without accounts: whoever reaches the port may read. The answer ends it. */
export async function openLocalFace({
  host,
  listen,
  diskMount,
  degraded,
}: LocalFaceOptions): Promise<{ address: string; close(): Promise<void> }> {
  const app = await createFastify({
    dialects: { prefixed: [], root: healthcheckDialect },
    headers: { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' },
  })
  await app.register(healthcheckFace, {
    host,
    accounts: undefined,
    users: undefined,
    thresholdSettings: undefined,
    channels: undefined,
    thresholds: () => DEFAULT_THRESHOLDS,
    degraded,
    publicMetrics: 'all',
    services: SERVICES,
    diskMount,
    clock: systemClock,
    audit: { record: () => {} },
  })
  const address = await app.listen(listen)
  return { address, close: () => app.close() }
}
