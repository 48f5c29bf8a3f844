import type { AuditAnswer } from '@hyperion/wire/web'
import { useInfiniteQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const PAGE = 50

export interface AuditFilter {
  readonly actor: string | null
  readonly action: string | null
  /** Id of the host that it was done to. */
  readonly host: string | null
}

export function useAudit({ actor, action, host }: AuditFilter) {
  return useInfiniteQuery({
    queryKey: ['audit', actor, action, host],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams({ limit: String(PAGE) })
      for (const [name, value] of Object.entries({ actor, action, host, before: pageParam }))
        if (value !== null) query.set(name, String(value))
      return request<AuditAnswer>(`/api/audit?${query}`, { signal })
    },
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  })
}
