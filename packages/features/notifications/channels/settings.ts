import { isMailAddress } from '@hyperion/domain/mail'
import type { Outgoing } from '../outgoing.ts'
import type { ChannelField, ChannelKind, ChannelSettings } from './channel.ts'

type Guard = Pick<Outgoing, 'allowsPrivate' | 'refusal'>
type UrlField = Extract<ChannelField, { type: 'url' }>

const MOST_ADDRESSES = 50

/** What is wrong with the settings, by field; nothing when they will do. */
export async function settingsMistakes({ fields }: ChannelKind, settings: ChannelSettings, guard: Guard): Promise<Record<string, string>> {
  const names = fields.map(({ name }) => name)
  const mistakes = Object.fromEntries(
    Object.keys(settings)
      .filter((name) => !names.includes(name))
      .map((name) => [name, names.join(', ')]),
  )
  for (const field of fields) {
    const mistake = await mistakeOf(field, settings[field.name] ?? '', guard)
    if (mistake) mistakes[field.name] = mistake
  }
  return mistakes
}

/** Empty ones are as good as left out; those that the hub makes up are made up. */
export function completed({ fields }: ChannelKind, settings: ChannelSettings): { settings: ChannelSettings; generated: ChannelSettings } {
  const given = Object.entries(settings).filter(([, value]) => value !== '')
  const made = fields.flatMap((field) =>
    field.type === 'text' && field.generate && !settings[field.name] ? [[field.name, field.generate()]] : [],
  )
  return { settings: Object.fromEntries([...given, ...made]), generated: Object.fromEntries(made) }
}

/** The single addresses of an `emails` field. */
export function addressesOf(text: string): readonly string[] {
  return [...new Set(text.split(/[\s,;]+/).filter(Boolean))]
}

async function mistakeOf(field: ChannelField, text: string, guard: Guard): Promise<string | null> {
  if (text === '') return field.required ? 'is required' : null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they have no place in a setting.
  if (/[\x00-\x1f\x7f]/.test(text) && field.type !== 'emails') return field.example
  if (field.type === 'url') return urlMistake(field, text, guard)
  if (field.type === 'text') return !field.pattern || field.pattern.test(text) ? null : field.example
  const addresses = addressesOf(text)
  if (addresses.length === 0 || addresses.length > MOST_ADDRESSES) return `from 1 to ${MOST_ADDRESSES} addresses`
  return addresses.every(isMailAddress) ? null : field.example
}

async function urlMistake({ service, example }: UrlField, text: string, guard: Guard): Promise<string | null> {
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.hash || url.username || url.password) return example
  if (!service) return guard.refusal(url)
  const known = url.protocol === 'https:' && service.hosts.includes(url.host)
  return service.path.test(url.pathname) && !url.search && (known || guard.allowsPrivate(url)) ? null : example
}
