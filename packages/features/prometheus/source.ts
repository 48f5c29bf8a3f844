import { DomainError } from '@hyperion/domain/errors'
import type { HostChange, HostSource } from '../hosts/index.ts'
import type { ScrapeTargets } from './scrape/targets.ts'
import type { Instances } from './write/instances.ts'
import type { RemoteWrite } from './write/remote-write.ts'

export interface PrometheusSourceDeps {
  readonly targets: ScrapeTargets
  readonly remoteWrite: RemoteWrite
  readonly instances: Instances
}

/** Hosts whose figures come in Prometheus' ways: asked for by the hub, or written by a Prometheus. */
export function prometheusSource({ targets, remoteWrite, instances }: PrometheusSourceDeps): HostSource {
  const isScraped = (host: number): boolean => targets.status(host) !== undefined
  const changeWritten = async (host: number, { name, intervalMs }: HostChange): Promise<void> => {
    if (intervalMs !== undefined) throw new DomainError('conflict', 'How often this host reports is set in the Prometheus that writes it')
    if (name !== undefined) await instances.rename(host, name)
  }
  return {
    kind: 'prometheus',
    status: (host) => targets.status(host) ?? remoteWrite.status(host),
    change: (host, change) => (isScraped(host) ? targets.change(host, change) : changeWritten(host, change)),
    remove: (host) => (isScraped(host) ? targets.remove(host) : remoteWrite.remove(host)),
    watch: (host) => targets.watch(host),
  }
}
