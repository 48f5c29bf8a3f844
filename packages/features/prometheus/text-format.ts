import { inSlices } from './slices.ts'
import type { Sample } from './snapshot.ts'

/** What a target answered is not the format that Prometheus reads. */
export class ExpositionError extends Error {
  override readonly name = 'ExpositionError'
}

export const TEXT_LIMITS = { lines: 200_000, lineLength: 16_384 } as const

const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y
const LABEL_NAME = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"/y
const REST = /^\s+(\S+)(?:\s+(-?[\d.e+]+))?\s*(#.*)?$/

/**
 * The samples of the text format, Prometheus' 0.0.4 and OpenMetrics' alike, that are `wanted` by name; of others not even
 * the rest is looked at. Rejects with {@link ExpositionError} for a line that is none. Timestamps are left aside: a scrape
 * is of one instant.
 */
export function parseText(text: string, wanted: (name: string) => boolean): Promise<Sample[]> {
  return inSlices(samplesIn(text, wanted))
}

const PAUSE_EVERY = 500

function* samplesIn(text: string, wanted: (name: string) => boolean): Generator<void, Sample[]> {
  const samples: Sample[] = []
  let start = 0
  for (let number = 1; start < text.length; number++) {
    if (number % PAUSE_EVERY === 0) yield
    if (number > TEXT_LIMITS.lines) throw new ExpositionError(`more than ${TEXT_LIMITS.lines} lines`)
    let end = text.indexOf('\n', start)
    if (end < 0) end = text.length
    if (end - start > TEXT_LIMITS.lineLength)
      throw new ExpositionError(`line ${number} is longer than ${TEXT_LIMITS.lineLength} characters`)
    const line = text.slice(start, text.charCodeAt(end - 1) === 13 ? end - 1 : end)
    start = end + 1
    if (line === '# EOF') break
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue
    const sample = parseLine(line.trimStart(), wanted)
    if (sample === undefined) throw new ExpositionError(`line ${number} is no sample: ${shown(line)}`)
    if (sample) samples.push(sample)
  }
  return samples
}

/** Null for one that is not wanted, undefined for what is none. */
function parseLine(line: string, wanted: (name: string) => boolean): Sample | null | undefined {
  NAME.lastIndex = 0
  const name = NAME.exec(line)?.[0]
  if (name === undefined || !/[\s{]/.test(line[name.length] ?? '')) return undefined
  if (!wanted(name)) return null
  const labels: Record<string, string> = Object.create(null)
  const rest = line[name.length] === '{' ? parseLabels(line, name.length + 1, labels) : name.length
  const [, value, , exemplar] = (rest === undefined ? null : REST.exec(line.slice(rest))) ?? []
  const number = value === undefined ? undefined : parseValue(value)
  if (number === undefined || (exemplar !== undefined && !exemplar.startsWith('# {'))) return undefined
  return { name, labels, value: number }
}

/** Where the line goes on behind the closing bracket; undefined when it never comes. */
function parseLabels(line: string, from: number, labels: Record<string, string>): number | undefined {
  let at = from
  for (;;) {
    LABEL_NAME.lastIndex = at
    const match = LABEL_NAME.exec(line)
    if (!match) {
      const close = /^\s*\}/.exec(line.slice(at))
      return close ? at + close[0].length : undefined
    }
    const end = closingQuote(line, LABEL_NAME.lastIndex)
    if (end === undefined) return undefined
    labels[match[1] as string] = unescaped(line.slice(LABEL_NAME.lastIndex, end))
    const next = /^\s*(,|(?=\}))/.exec(line.slice(end + 1))
    if (!next) return undefined
    at = end + 1 + next[0].length
  }
}

function closingQuote(line: string, from: number): number | undefined {
  for (let at = from; at < line.length; at++) {
    if (line[at] === '\\') at++
    else if (line[at] === '"') return at
  }
  return undefined
}

function unescaped(text: string): string {
  return text.includes('\\') ? text.replace(/\\([\\"n])/g, (_, each: string) => (each === 'n' ? '\n' : each)) : text
}

const WORDS: Readonly<Record<string, number>> = { nan: Number.NaN, '+inf': Infinity, inf: Infinity, '-inf': -Infinity }

function parseValue(text: string): number | undefined {
  const word = WORDS[text.toLowerCase()]
  if (word !== undefined) return word
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) ? Number(text) : undefined
}

function shown(line: string): string {
  return JSON.stringify(line.length > 60 ? `${line.slice(0, 60)}…` : line)
}
