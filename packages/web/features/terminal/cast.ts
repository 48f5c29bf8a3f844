/** A recording, asciicast v2. */
export interface Cast {
  readonly width: number
  readonly height: number
  /** Epoch ms. */
  readonly at: number
  /** Of the whole, in seconds, long silences shortened. */
  readonly length: number
  readonly events: readonly CastEvent[]
}

export interface CastEvent {
  /** Seconds from the beginning, long silences shortened. */
  readonly at: number
  readonly kind: string
  readonly data: string
}

/** Nobody waits longer than that for what comes next. */
const LONGEST_SILENCE_S = 2

/** Throws for what is no recording; a last line that is cut short is left out. */
export function readCast(text: string): Cast {
  const [head = '', ...lines] = text.split('\n')
  const { width, height, timestamp } = JSON.parse(head) as { width: number; height: number; timestamp: number }
  const events: CastEvent[] = []
  let real = 0
  let shown = 0
  for (const line of lines) {
    const [at, kind, data] = eventOf(line)
    if (kind === undefined || data === undefined) continue
    shown += Math.min(LONGEST_SILENCE_S, Math.max(0, at - real))
    real = at
    events.push({ at: shown, kind, data })
  }
  return { width, height, at: timestamp * 1000, length: shown, events }
}

function eventOf(line: string): [number, string?, string?] {
  try {
    return JSON.parse(line) as [number, string, string]
  } catch {
    return [0]
  }
}
