import { DEFAULT_SEVERITY, SEVERITIES, type Severity } from '../incidents/index.ts'
import type { InboundSource } from './kinds.ts'

/** What a source's own words come to, in lower case. */
export type SeverityMap = Readonly<Record<string, Severity>>

const REST: SeverityMap = {
  page: 'SEV1_CRITICAL',
  high: 'SEV2_HIGH',
  error: 'SEV2_HIGH',
  medium: 'SEV3_MEDIUM',
  low: 'SEV4_LOW',
  info: 'SEV4_LOW',
  none: 'SEV4_LOW',
}

/** As the document prints them, and what is sensible where it says nothing. */
export const DEFAULT_SEVERITIES: Readonly<Record<InboundSource, SeverityMap>> = {
  alertmanager: { critical: 'SEV1_CRITICAL', warning: 'SEV2_HIGH', ...REST },
  grafana: { critical: 'SEV1_CRITICAL', warning: 'SEV2_HIGH', ...REST },
  datadog: { error: 'SEV1_CRITICAL', warning: 'SEV2_HIGH', info: 'SEV4_LOW', success: 'SEV4_LOW' },
  'uptime-kuma': { down: 'SEV2_HIGH', certificate: 'SEV3_MEDIUM' },
  generic: { critical: 'SEV1_CRITICAL', high: 'SEV2_HIGH', medium: 'SEV3_MEDIUM', low: 'SEV4_LOW', info: 'SEV4_LOW' },
  hyperion: { critical: 'SEV2_HIGH', warning: 'SEV4_LOW' },
}

/** The severity of the first word that the map knows; the words of incidents themselves (`SEV1`, `SEV2_HIGH`) always count. */
export function severityOf(words: readonly string[], map: SeverityMap): Severity {
  for (const word of words.map((each) => each.trim().toLowerCase())) {
    if (Object.hasOwn(map, word)) return map[word] as Severity
    const own = SEVERITIES.find((each) => each.toLowerCase() === word || each.slice(0, 4).toLowerCase() === word)
    if (own) return own
  }
  return DEFAULT_SEVERITY
}
