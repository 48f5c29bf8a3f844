import type { RowOf } from '@hyperion/wire/actions'
import type { ContainerRow, Snake } from '@hyperion/wire/web'
import { useEffect, useState } from 'react'
import { useCapabilities } from '../operating/queries.ts'
import { useOperation } from '../operating/use-operation.ts'

type Listed = Snake<RowOf<'container.list'>>

const EVERY_MS = 5000

/** Containers as their engines have them at this moment, by engine id; empty where the host cannot be asked. */
export function useContainerStates(host: number): { readonly states: ReadonlyMap<string, Listed>; readonly again: () => void } {
  const { capabilities } = useCapabilities(host).data ?? {}
  const enabled = capabilities ? !capabilities.lacks.some(({ area }) => area === 'containers') : false
  const { state, rows, again } = useOperation(host, 'container.list', {}, { enabled })
  const [states, setStates] = useState<ReadonlyMap<string, Listed>>(new Map())
  useEffect(() => {
    if (state === 'ended') setStates(new Map(rows.map((row) => [row.id, row])))
  }, [state, rows])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks anew some time after each answer
  useEffect(() => {
    if (!enabled || (state !== 'ended' && state !== 'failed')) return
    const timer = setTimeout(again, EVERY_MS)
    return () => clearTimeout(timer)
  }, [enabled, state, rows])
  return { states, again }
}

/** With what its engine says now rather than what the hub was told last. */
export function withState<T extends ContainerRow>(container: T, states: ReadonlyMap<string, Listed>): T {
  const now = states.get(container.container_id)
  if (!now || container.state === 'removed') return container
  return { ...container, state: now.state, exit_code: now.exit_code, health: now.health }
}
