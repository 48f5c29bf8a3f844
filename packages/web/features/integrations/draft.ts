import type { IntegrationRow, IntegrationSettingsRow, OwnAlerts, Severity } from '@hyperion/wire/inbound'

export interface SeverityLine {
  /** Stays the same while it is edited. */
  readonly key: number
  readonly word: string
  readonly severity: Severity
}

/** Settings as they are typed. */
export interface SettingsDraft {
  readonly name: string
  readonly severities: readonly SeverityLine[]
  readonly serviceLabel: string
  /** Empty for the hub's own catch-all. */
  readonly catchAll: string
  readonly floodLimit: string
  readonly pageLimit: string
  readonly ownAlerts: OwnAlerts
  /** Empty to leave it. */
  readonly signatureSecret: string
}

export type SettingsField =
  | 'name'
  | 'severities'
  | 'service_label'
  | 'settings.catch_all'
  | 'flood_limit'
  | 'page_limit'
  | 'signature_secret'

export function draftOf({ name, settings }: IntegrationRow): SettingsDraft {
  return {
    name,
    severities: linesOf(settings.severities),
    serviceLabel: settings.service_label,
    catchAll: settings.catch_all ?? '',
    floodLimit: String(settings.flood_limit),
    pageLimit: String(settings.page_limit),
    ownAlerts: settings.own_alerts ?? 'none',
    signatureSecret: '',
  }
}

export function linesOf(severities: IntegrationSettingsRow['severities']): readonly SeverityLine[] {
  return Object.entries(severities).map(([word, severity], key) => ({ key, word, severity }))
}

export function withLine(lines: readonly SeverityLine[]): readonly SeverityLine[] {
  return [...lines, { key: Math.max(-1, ...lines.map(({ key }) => key)) + 1, word: '', severity: 'SEV3_MEDIUM' }]
}

export type Problem = 'required' | 'twice' | 'count'

/** What is wrong, by field. */
export function problemsOf(draft: SettingsDraft): Partial<Record<SettingsField, Problem>> {
  const words = draft.severities.map(({ word }) => word.trim().toLowerCase())
  const isCount = (text: string): boolean => /^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= 100_000
  return {
    ...(draft.name.trim() === '' && { name: 'required' as const }),
    ...(words.includes('') && { severities: 'required' as const }),
    ...(new Set(words).size < words.length && { severities: 'twice' as const }),
    ...(draft.serviceLabel.trim() === '' && { service_label: 'required' as const }),
    ...(!isCount(draft.floodLimit) && { flood_limit: 'count' as const }),
    ...(!isCount(draft.pageLimit) && { page_limit: 'count' as const }),
  }
}

export function settingsOf(draft: SettingsDraft, own: boolean): Partial<IntegrationSettingsRow> {
  return {
    severities: Object.fromEntries(draft.severities.map(({ word, severity }) => [word.trim().toLowerCase(), severity])),
    service_label: draft.serviceLabel.trim(),
    catch_all: draft.catchAll === '' ? null : draft.catchAll,
    flood_limit: Number(draft.floodLimit),
    page_limit: Number(draft.pageLimit),
    ...(own && { own_alerts: draft.ownAlerts }),
  }
}

/** JSON in lines, where it is JSON; deep nesting is left as it is. */
export function prettyBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
