import { shortened } from '@hyperion/domain/text'

/** Discord's published limits of a webhook message, in characters unless they count something. */
const DISCORD_LIMITS = {
  content: 2000,
  username: 80,
  embeds: 10,
  title: 256,
  description: 4096,
  fields: 25,
  fieldName: 256,
  fieldValue: 1024,
  footer: 2048,
  /** Of all embeds of a message together. */
  total: 6000,
} as const

/** How many alerts fit in one message: the first embed is the heading. */
export const DISCORD_ALERTS = DISCORD_LIMITS.embeds - 1

interface DiscordField {
  readonly name: string
  readonly value: string
  readonly inline: boolean
}

interface DiscordEmbed {
  readonly title: string
  readonly color: number
  readonly description?: string
  readonly url?: string
  readonly timestamp?: string
  readonly fields?: readonly DiscordField[]
  readonly footer?: { readonly text: string }
}

/** The body of a webhook's POST; send it with `?wait=true`, else Discord does not say whether it kept it. */
export interface DiscordMessage {
  readonly username: string
  readonly embeds: readonly DiscordEmbed[]
  readonly allowed_mentions: { readonly parse: readonly never[] }
}

export interface DiscordAlert {
  /** What it is about: CPU, MEMORY, a rule's name … */
  readonly type: string
  readonly level: 'critical' | 'warning' | 'info' | 'recovered'
  readonly message: string
  /** As shown, `94%`; left out when there is none. */
  readonly value?: string
  readonly threshold?: string
}

interface DiscordReport {
  readonly host: string
  /** Epoch milliseconds. */
  readonly at: number
  /** At most {@link DISCORD_ALERTS}; the heading says how many more were left out. */
  readonly alerts: readonly DiscordAlert[]
  /** Where the heading leads. */
  readonly url?: string
  /** In small letters under the heading. */
  readonly footer?: string
}

const LEVELS = {
  critical: { sign: '⚠️', color: 0xed4245 },
  warning: { sign: '⚠️', color: 0xfaa61a },
  info: { sign: 'ℹ️', color: 0x5865f2 },
  recovered: { sign: '✅', color: 0x57f287 },
} as const satisfies Record<DiscordAlert['level'], object>
const SERIOUSNESS = ['critical', 'warning', 'info', 'recovered'] as const

const SHORT_TITLE = 80
const SHORT_VALUE = 60
const SHORT_FOOTER = 300

/** The message that the HealthCheck document draws: a heading, then a block for each alert. It keeps every limit of Discord's. */
export function discordMessage(report: DiscordReport): DiscordMessage {
  const alerts = report.alerts.slice(0, DISCORD_ALERTS)
  const heading = headingOf(report, report.alerts.length - alerts.length)
  const share = Math.floor((DISCORD_LIMITS.total - embedLength(heading)) / Math.max(1, alerts.length))
  return {
    username: '🖥️ Monitoring Bot',
    embeds: [heading, ...alerts.map((alert) => blockOf(alert, share))],
    allowed_mentions: { parse: [] },
  }
}

/** What an embed counts against the total of 6000. */
function embedLength({ title, description = '', fields = [], footer }: DiscordEmbed): number {
  const texts = title.length + description.length + (footer?.text.length ?? 0)
  return fields.reduce((sum, { name, value }) => sum + name.length + value.length, texts)
}

function headingOf({ host, at, alerts, url, footer }: DiscordReport, leftOut: number): DiscordEmbed {
  const worst = SERIOUSNESS.find((level) => alerts.some((alert) => alert.level === level)) ?? 'recovered'
  const words = worst === 'recovered' ? '✅ FIN D’ALERTE' : '🚨 ALERTE MONITORING'
  return {
    title: shortened(`${words} - ${plain(host)}`, DISCORD_LIMITS.title),
    color: LEVELS[worst].color,
    timestamp: new Date(at).toISOString(),
    ...(leftOut > 0 ? { description: `+ ${leftOut}` } : {}),
    ...(url ? { url } : {}),
    ...(footer ? { footer: { text: shortened(footer, SHORT_FOOTER) } } : {}),
  }
}

function blockOf({ type, level, message, value, threshold }: DiscordAlert, share: number): DiscordEmbed {
  const { sign, color } = LEVELS[level]
  const figures = [
    { name: level === 'recovered' ? 'Dernière valeur' : 'Valeur actuelle', value },
    { name: 'Seuil', value: threshold },
  ]
  const fields = figures.flatMap((each) =>
    each.value ? [{ name: each.name, value: shortened(plain(each.value), SHORT_VALUE), inline: true }] : [],
  )
  const block = { title: `${sign} ${shortened(plain(type), SHORT_TITLE)} - ${level.toUpperCase()}`, color, fields }
  const description = shortened(plain(message), Math.min(DISCORD_LIMITS.description, share - embedLength(block)))
  return { ...block, description }
}

/** So that a name with stars, brackets or the like shows as it is. */
function plain(text: string): string {
  return text.replace(/[\\*~`|[\]<>]|(?<!\w)_|_(?!\w)/g, '\\$&')
}
