import { useEffect } from 'react'
import { useLocation } from 'react-router'
import { ContainersPanel } from './containers-panel.tsx'
import { useContainers } from './queries.ts'

/** On a page of everything: nothing at all on a host without engines. */
export function HostContainers({ host }: { host: number }) {
  const { told, containers = [] } = useContainers(host).data ?? {}
  const present = containers.some(({ state }) => state !== 'removed')
  const shown = present || (told ? told.engines.length + told.troubles.length > 0 : false)
  const { hash } = useLocation()
  // A link to the panel was followed before it was there.
  useEffect(() => {
    if (shown && hash === '#containers') document.getElementById('containers')?.scrollIntoView()
  }, [shown, hash])
  return shown ? <ContainersPanel host={host} /> : null
}
