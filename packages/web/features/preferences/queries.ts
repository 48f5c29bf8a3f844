import type { PreferencesAnswer, PreferencesRequest } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const PREFERENCES = ['preferences'] as const

/** Until they are known, and while nobody has chosen anything. */
const DEFAULTS: PreferencesAnswer = {
  default_time_range: '24h',
  default_collector_id: null,
  chart_theme: 'light',
  refresh_interval_seconds: 60,
  show_containers: true,
  visible_metrics: ['cpu', 'memory', 'disk', 'network'],
  own: false,
}

export function usePreferencesQuery() {
  return useQuery({
    queryKey: PREFERENCES,
    queryFn: ({ signal }) => request<PreferencesAnswer>('/api/preferences', { signal }),
    staleTime: 60_000,
  })
}

/** How whoever is signed in likes to look at history; nothing waits for it. */
export function usePreferences(): PreferencesAnswer {
  return usePreferencesQuery().data ?? DEFAULTS
}

/** Whether a part of the history is to be shown. */
export function useVisibleMetrics(): (metric: PreferencesAnswer['visible_metrics'][number]) => boolean {
  const { visible_metrics } = usePreferences()
  return (metric) => visible_metrics.includes(metric)
}

export async function savePreferences(client: QueryClient, body: PreferencesRequest): Promise<void> {
  client.setQueryData(PREFERENCES, await request<PreferencesAnswer>('/api/preferences', { method: 'PUT', body }))
}
