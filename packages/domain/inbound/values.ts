import { shortened } from '../text/index.ts'

/** Reading what others sent: nothing here throws, whatever it is given. */
export type Fields = Readonly<Record<string, unknown>>

const LABELS = 100
const LABEL_NAME = 128
const LABEL_VALUE = 2_000
const URL_LENGTH = 2_000
const KEY_LENGTH = 200
/** Go's zero time, and everything before computers. */
const EARLIEST = Date.UTC(2000, 0, 1)
/** Epoch seconds below, milliseconds above. */
const SECONDS_MAX = 100_000_000_000
/** Placeholders of a template that its program did not fill in. */
const UNFILLED = /^\$[A-Z0-9_]+$/

export function fieldsOf(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null
}

export function listOf(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null
}

/** Text or a number as text, without what no database takes; `''` for anything else. */
export function textOf(value: unknown): string {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string') return ''
  const text = value.toWellFormed().replaceAll('\0', '').trim()
  return UNFILLED.test(text) || text === 'null' || text === '<no value>' ? '' : text
}

/** The first that says something. */
export function firstText(...values: readonly unknown[]): string {
  for (const value of values) {
    const text = textOf(value)
    if (text !== '') return text
  }
  return ''
}

/** An object of texts: labels, annotations. */
export function labelsOf(value: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(fieldsOf(value) ?? {}).slice(0, LABELS)
  return Object.fromEntries(entries.flatMap(([name, each]) => labelOf(name, each)))
}

function labelOf(name: string, value: unknown): readonly (readonly [string, string])[] {
  const clean = shortened(textOf(name), LABEL_NAME)
  const text = typeof value === 'boolean' ? String(value) : textOf(value)
  return clean === '' ? [] : [[clean, shortened(text, LABEL_VALUE)]]
}

/** Epoch ms of an ISO time, or of epoch seconds or milliseconds; null for a zero time and what is none. */
export function instantOf(value: unknown): number | null {
  const text = textOf(value)
  const number = text !== '' && /^\d+(\.\d+)?$/.test(text) ? Number(text) : null
  const at = number === null ? Date.parse(text) : number < SECONDS_MAX ? number * 1000 : number
  return Number.isFinite(at) && at >= EARLIEST && at < 8.64e15 ? Math.round(at) : null
}

/** Noticed over there: never after it arrived, for clocks differ. */
export function noticedAt(at: number | null, receivedAt: number): number {
  return at === null ? receivedAt : Math.min(at, receivedAt)
}

/** A link that is safe to show. */
export function linkOf(...values: readonly unknown[]): string | null {
  for (const value of values) {
    const text = textOf(value)
    if (text.length <= URL_LENGTH && /^https?:\/\/\S+$/i.test(text)) return text
  }
  return null
}

/** What tells an alert from others; null when it says nothing. Too long a one gives way to a hash of it. */
export function keyOf(text: string, hash: (texts: readonly string[]) => string): string | null {
  if (text === '') return null
  return text.length <= KEY_LENGTH ? text : hash([text])
}
