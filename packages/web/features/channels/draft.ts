import type { ChannelKindRow, ChannelRow, NewChannelRequest } from '@hyperion/wire/web'

type Level = ChannelRow['notify_on'][number]

export const LEVELS: readonly Level[] = ['critical', 'warning']
/** Minutes that are offered; another value set elsewhere stays. */
export const REMINDERS: readonly number[] = [0, 30, 60, 240, 720, 1440]

/** What is typed into the form of a channel. */
export interface ChannelDraft {
  readonly kind: string
  readonly name: string
  readonly enabled: boolean
  readonly levels: readonly Level[]
  readonly recovery: boolean
  readonly remindAfter: number
  readonly groupWait: string
  readonly hosts: readonly string[]
  readonly settings: Readonly<Record<string, string>>
}

export function draftOf(channel: ChannelRow | null, kind: ChannelKindRow | undefined, name: string): ChannelDraft {
  if (!channel) {
    const usual = { enabled: true, levels: LEVELS, recovery: true, remindAfter: 240, groupWait: '5', hosts: [] }
    return { kind: kind?.kind ?? '', name, ...usual, settings: {} }
  }
  return {
    kind: channel.kind,
    name: channel.name,
    enabled: channel.enabled,
    levels: channel.notify_on,
    recovery: channel.notify_recovery,
    remindAfter: channel.remind_after,
    groupWait: String(channel.group_wait),
    hosts: channel.hosts.map(String),
    settings: channel.settings,
  }
}

/** What can be told before asking the hub, as translation keys by field. */
export function draftErrors(draft: ChannelDraft, kind: ChannelKindRow, secretsSet: readonly string[]): Record<string, string> {
  const missing = kind.fields.filter(
    ({ name, required, generated }) => required && !generated && !secretsSet.includes(name) && !draft.settings[name]?.trim(),
  )
  const wait = Number(draft.groupWait)
  return {
    ...(draft.name.trim() === '' && { name: 'form.required' }),
    ...Object.fromEntries(missing.map(({ name }) => [name, 'form.required'])),
    ...(draft.levels.length === 0 && { notify_on: 'channels.noLevel' }),
    ...((!/^\d{1,3}$/.test(draft.groupWait.trim()) || wait > 300) && { group_wait: 'channels.waitWrong' }),
  }
}

/** Secrets that were left empty stay as they are. */
export function requestOf(draft: ChannelDraft, kind: ChannelKindRow): NewChannelRequest {
  const given = kind.fields.flatMap(({ name, secret }) => {
    const value = draft.settings[name]?.trim() ?? ''
    return secret && value === '' ? [] : [[name, value] as const]
  })
  return {
    kind: draft.kind,
    name: draft.name.trim(),
    enabled: draft.enabled,
    notify_on: draft.levels,
    notify_recovery: draft.recovery,
    remind_after: draft.remindAfter,
    group_wait: Number(draft.groupWait),
    hosts: draft.hosts.map(Number),
    settings: Object.fromEntries(given),
  }
}
