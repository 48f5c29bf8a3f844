import type { GroupId } from '@hyperion/wire/metrics'
import { useMemo } from 'react'
import { useLive } from '../../live/feed.tsx'
import type { LiveStore } from '../../live/store.ts'
import { useHost } from './queries.ts'

const natural = new Intl.Collator('en', { numeric: true })

/** Devices, interfaces, cores… of a group: those reporting now and those that only have history. */
export function useInstances(host: number, group: GroupId): readonly string[] {
  const live = useLive(host).instances(group)
  const stored = useHost(host).data?.series
  const key = live.join('\n')
  return useMemo(() => {
    const past = stored?.filter((each) => each.group === group).map((each) => each.instance) ?? []
    const now = key === '' ? [] : key.split('\n')
    return [...new Set([...now, ...past])].sort(natural.compare)
  }, [key, stored, group])
}

/** The fullest file system: the one that will hurt first. */
export function fullest(live: LiveStore): string | null {
  const mounts = live.instances('filesystem').filter((mount) => live.value('filesystem.usage', mount) !== null)
  return mounts.sort((a, b) => (live.value('filesystem.usage', b) ?? 0) - (live.value('filesystem.usage', a) ?? 0))[0] ?? null
}
