import type { Signal } from '../incidents/index.ts'
import type { SeverityMap } from './severity-map.ts'

/** What a parser is told beside the payload. */
export interface ParseContext {
  /** Epoch ms. */
  readonly receivedAt: number
  readonly severities: SeverityMap
}

/** What a payload says: alerts, and what is worth knowing of it, as English sentences. */
export interface Understood {
  readonly signals: readonly Signal[]
  readonly notes: readonly string[]
}

export type Parsed = Understood | { readonly unreadable: string }

/** Takes any JSON value; never throws. */
export type Parser = (body: unknown, context: ParseContext) => Parsed

export function isUnreadable(parsed: Parsed): parsed is { readonly unreadable: string } {
  return 'unreadable' in parsed
}
