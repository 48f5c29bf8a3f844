import { openEmbeddedMetricStore } from '@hyperion/adapters/metric-embedded'
import { encodeReport, type Report } from '@hyperion/domain/metrics'
import type { MetricStore } from '@hyperion/ports/metric-store'

/** A real metric store in memory, with what the host reported. */
export async function openTestMetrics(host: number, reports: readonly Report[]): Promise<MetricStore> {
  const store = await openEmbeddedMetricStore({ database: { kind: 'sqlite', file: ':memory:' } })
  await store.append(reports.map((report) => ({ host, frame: encodeReport(report) })))
  return store
}
