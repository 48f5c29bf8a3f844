import { parseAlertmanager } from './alertmanager.ts'
import { parseDatadog } from './datadog.ts'
import { parseGeneric } from './generic.ts'
import { parseGrafana } from './grafana.ts'
import type { InboundSource } from './kinds.ts'
import { parseOwnAlert } from './own-alert.ts'
import type { ParseContext, Parsed, Parser } from './parsing.ts'
import { parseUptimeKuma } from './uptime-kuma.ts'

const PARSERS: Readonly<Record<InboundSource, Parser>> = {
  alertmanager: parseAlertmanager,
  grafana: parseGrafana,
  datadog: parseDatadog,
  'uptime-kuma': parseUptimeKuma,
  generic: parseGeneric,
  hyperion: parseOwnAlert,
}

/** Understands any JSON value as what a source sends, or says why it does not. Never throws. */
export function parseInbound(source: InboundSource, body: unknown, context: ParseContext): Parsed {
  return PARSERS[source](body, context)
}
