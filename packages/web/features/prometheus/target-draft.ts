import type { ScrapeTargetChangeRequest, ScrapeTargetRow } from '@hyperion/wire/web'

export const AUTHS = ['none', 'basic', 'bearer'] as const
export type Auth = (typeof AUTHS)[number]

/** What is typed into the form. */
export interface TargetDraft {
  readonly url: string
  readonly name: string
  readonly auth: Auth
  readonly username: string
  readonly password: string
  readonly bearer: string
  readonly ca: string
  readonly serverName: string
  /** Seconds; empty for the hub's own. */
  readonly interval: string
  readonly unchecked: boolean
}

export function draftOf(target: ScrapeTargetRow | null): TargetDraft {
  const auth = target && target.auth !== 'lost' ? target.auth : 'none'
  return {
    url: target?.url ?? '',
    name: target?.name ?? '',
    auth,
    username: target?.username ?? '',
    password: '',
    bearer: '',
    ca: target?.ca ?? '',
    serverName: target?.server_name ?? '',
    interval: target?.interval_seconds ? String(target.interval_seconds) : '',
    unchecked: false,
  }
}

/** Without what a change leaves as it is: above all credentials that were not typed anew. */
export function requestOf(draft: TargetDraft, before: ScrapeTargetRow | null): ScrapeTargetChangeRequest & { readonly url: string } {
  const name = draft.name.trim()
  const auth = authOf(draft, before)
  const all = {
    url: draft.url.trim(),
    ...(name !== '' && name !== before?.name && { name }),
    ...(auth !== undefined && { auth }),
    ca: orNull(draft.ca),
    server_name: orNull(draft.serverName),
    interval_seconds: draft.interval === '' ? null : Number(draft.interval),
  }
  return draft.unchecked ? { ...all, unchecked: true } : all
}

function authOf({ auth, username, password, bearer }: TargetDraft, before: ScrapeTargetRow | null): ScrapeTargetChangeRequest['auth'] {
  if (auth === 'none') return before?.auth === 'none' ? undefined : null
  const kept = before?.auth === auth
  if (auth === 'bearer') return kept && bearer === '' ? undefined : { bearer }
  return kept && password === '' && username === before.username ? undefined : { username, password }
}

function orNull(text: string): string | null {
  return text.trim() === '' ? null : text.trim()
}
