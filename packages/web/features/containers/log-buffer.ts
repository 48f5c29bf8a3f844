import type { RowOf } from '@hyperion/wire/actions'
import type { Snake } from '@hyperion/wire/web'

type Row = Snake<RowOf<'container.logs'>>

export interface LogLine {
  /** Counts up; stays with the line. */
  readonly key: number
  readonly at: number | null
  readonly stream: Row['stream']
  readonly text: string
}

/** Lines that a browser shows at ease. */
export const MOST_LINES = 5000
const MOST_CHARS = 64 * 1024
/** What a terminal takes as colours, titles and movements, and what turns the direction of text around. */
const CONTROLS = /(?!\t)\p{Cc}(?:\[[0-9;?]*[ -/]*[@-~]|\][^\p{Cc}]*)|(?!\t)[\p{Cc}\p{Bidi_Control}]/gu

/** The last lines that a container printed, parts of a line put together again. */
export class LogBuffer {
  #lines: LogLine[] = []
  readonly #open = new Map<Row['stream'], number>()
  #keys = 0

  get lines(): readonly LogLine[] {
    return this.#lines
  }

  clear(): void {
    this.#lines = []
    this.#open.clear()
  }

  add(rows: readonly Row[]): void {
    const lines = [...this.#lines]
    for (const { at, stream, text, partial } of rows) {
      const shown = text.replace(CONTROLS, '')
      const open = this.#open.get(stream)
      const i = open === undefined ? -1 : lines.findLastIndex(({ key }) => key === open)
      const line = lines[i]
      if (line) lines[i] = { ...line, text: (line.text + shown).slice(0, MOST_CHARS) }
      else lines.push({ key: ++this.#keys, at, stream, text: shown })
      if (!partial) this.#open.delete(stream)
      else if (!line) this.#open.set(stream, this.#keys)
    }
    this.#lines = lines.slice(-MOST_LINES)
  }
}

/** Those of a stream that hold the text, whatever its case; what became of the container stays in sight. */
export function matchingLines(lines: readonly LogLine[], search: string, stream: 'both' | 'stdout' | 'stderr'): readonly LogLine[] {
  const wanted = search.toLowerCase()
  return lines.filter(
    (line) => line.stream === 'notice' || ((stream === 'both' || line.stream === stream) && line.text.toLowerCase().includes(wanted)),
  )
}

/** As a file holds them. */
export function logText(lines: readonly LogLine[]): string {
  return lines.map(({ at, stream, text }) => `${at === null ? '-' : new Date(at).toISOString()} ${stream} ${text}\n`).join('')
}
