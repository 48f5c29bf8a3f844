import type { ChannelsAnswer } from '@hyperion/wire/web'
import { useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'
import { usePermitted } from '../session/session.ts'

const NONE: ReadonlyMap<number, string> = new Map()

/** What channels are called, for those who may know. */
export function useChannelNames(): ReadonlyMap<number, string> {
  const permitted = usePermitted('config')
  const query = useQuery({
    queryKey: ['channels', 'names'],
    queryFn: ({ signal }) => request<ChannelsAnswer>('/api/channels', { signal }),
    select: ({ channels }): ReadonlyMap<number, string> => new Map(channels.map(({ id, name }) => [id, name])),
    staleTime: 60_000,
    enabled: permitted,
  })
  return query.data ?? NONE
}
