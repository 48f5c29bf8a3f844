import type { Labels } from '../snapshot.ts'

export interface ShownSample {
  readonly labels?: Labels
  readonly value: number
}

/** One metric as Prometheus reads it; the samples of a family stand together. */
export interface Family {
  /** A counter's ends in `_total`. */
  readonly name: string
  readonly help: string
  readonly type: 'gauge' | 'counter'
  readonly samples: Iterable<ShownSample>
}

export const TEXT_TYPE = 'text/plain; version=0.0.4; charset=utf-8'

const CHUNK = 32 * 1024

/** The text format in pieces of some 32 kB; families without samples are left out. */
export function* written(families: Iterable<Family>): Generator<string> {
  let text = ''
  for (const { name, help, type, samples } of families) {
    let head = `# HELP ${name} ${escapedHelp(help)}\n# TYPE ${name} ${type}\n`
    for (const { labels, value } of samples) {
      text += `${head}${name}${labels ? labelsText(labels) : ''} ${numberText(value)}\n`
      head = ''
      if (text.length < CHUNK) continue
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}

function labelsText(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`)
  return `{${pairs.join(',')}}`
}

function escapedHelp(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')
}

function escaped(text: string): string {
  return /[\\"\n]/.test(text) ? text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n') : text
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  return Number.isFinite(value) ? String(value) : value > 0 ? '+Inf' : '-Inf'
}
