import { ContainersPanel } from './containers-panel.tsx'
import { useContainers } from './queries.ts'

/** On a page of everything: nothing at all on a host without engines. */
export function HostContainers({ host }: { host: number }) {
  const { told, containers = [] } = useContainers(host).data ?? {}
  const present = containers.some(({ state }) => state !== 'removed')
  return present || (told && told.engines.length + told.troubles.length > 0) ? <ContainersPanel host={host} /> : null
}
