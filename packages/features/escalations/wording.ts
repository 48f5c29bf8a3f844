import type { Incident } from '@hyperion/domain/incidents'
import type { PageRecipient } from '@hyperion/ports/escalation'

/** `acknowledged by bob`, `resolved`: why nobody has to be paged any more. */
export function endOf({ status, acknowledgedBy, resolvedBy }: Incident): string {
  if (status === 'RESOLVED') return ['resolved', resolvedBy?.username].filter(Boolean).join(' by ')
  if (status === 'MITIGATED') return 'mitigated'
  return ['acknowledged', acknowledgedBy?.username].filter(Boolean).join(' by ')
}

export function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}

/** `alice (mail)`, `#ops` */
export function recipientName(to: PageRecipient): string {
  return 'user' in to ? `${to.user.username} (${to.label})` : to.channel.name
}

export function wordsFor(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
