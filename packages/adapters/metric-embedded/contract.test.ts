import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { metricStoreContract } from '@hyperion/ports/contract'
import { startPostgres } from '@hyperion/testkit/postgres'
import { openEmbeddedMetricStore } from './index.ts'

metricStoreContract('the embedded store on SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hyperion-metrics-'))
  return {
    open: () => openEmbeddedMetricStore({ database: { kind: 'sqlite', file: join(folder, 'hyperion.db') } }),
    dispose: () => rm(folder, { recursive: true }),
  }
})

metricStoreContract('the embedded store on PostgreSQL', async () => {
  const { url, stop } = await startPostgres()
  return { open: () => openEmbeddedMetricStore({ database: { kind: 'postgres', url } }), dispose: stop }
})
