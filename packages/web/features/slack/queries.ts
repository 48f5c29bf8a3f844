import type { SlackSettingsAnswer, SlackSettingsRequest, SlackTestAnswer } from '@hyperion/wire/web'
import { type QueryClient, useQuery } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

const KEY = ['slack-settings'] as const
const URL = '/api/v1/slack/settings/'
/** When Slack was last heard of changes by itself. */
const REFRESH_MS = 15_000

export function useSlackSettings() {
  return useQuery({
    queryKey: KEY,
    queryFn: ({ signal }) => request<SlackSettingsAnswer>(URL, { signal }),
    refetchInterval: REFRESH_MS,
  })
}

export async function saveSlack(client: QueryClient, body: SlackSettingsRequest): Promise<SlackSettingsAnswer> {
  const saved = await request<SlackSettingsAnswer>(URL, { method: 'PUT', body })
  client.setQueryData(KEY, saved)
  return saved
}

export async function removeSlack(client: QueryClient): Promise<true> {
  await request(URL, { method: 'DELETE' })
  await client.invalidateQueries({ queryKey: KEY })
  return true
}

export async function testSlack(client: QueryClient): Promise<SlackTestAnswer> {
  const result = await request<SlackTestAnswer>('/api/v1/slack/test/', { method: 'POST' })
  await client.invalidateQueries({ queryKey: KEY })
  return result
}
