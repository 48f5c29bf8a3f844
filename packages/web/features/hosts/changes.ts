import type { HostSummary } from '@hyperion/wire/web'
import { request } from '../../app/api.ts'

export interface HostDraft {
  readonly name: string
  /** Null for the hub's own interval. */
  readonly interval: number | null
  readonly tags: readonly string[]
}

export function draftOf({ name, own_interval: own, interval_seconds: seconds, tags }: HostSummary): HostDraft {
  return { name, interval: own ? seconds : null, tags }
}

/** Sends what differs. */
export async function saveHost(summary: HostSummary, draft: HostDraft): Promise<void> {
  const before = draftOf(summary)
  const { name, interval, tags } = draft
  const change = { ...(name !== before.name && { name }), ...(interval !== before.interval && { interval_seconds: interval }) }
  if (Object.keys(change).length > 0) await request(`/api/hosts/${summary.id}`, { method: 'PUT', body: change })
  if (tags.join('\n') !== before.tags.join('\n')) await request(`/api/hosts/${summary.id}/tags`, { method: 'PUT', body: { tags } })
}

export async function deleteHost(id: number, name: string): Promise<void> {
  await request(`/api/hosts/${id}?confirm=${encodeURIComponent(name)}`, { method: 'DELETE' })
}
