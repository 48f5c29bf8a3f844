import type { History, RawHistory } from '@hyperion/features/performance'
import type { Column } from '@hyperion/ports/metric-store'
import type { Field } from './fields.ts'

/** Text in pieces that are written one after the other, so that an answer of any length takes little memory. */
export type JsonParts = AsyncGenerator<string, void>

/** What an answer is written from: the times first, then every column in the same pieces. */
export interface Source {
  readonly instances: readonly string[]
  /** Bucket width in ms, or 0 when the points are as stored. */
  readonly bucket: number
  /** True when damaged blocks were skipped. */
  readonly damaged: boolean
  times(): AsyncIterable<Float64Array> | Iterable<Float64Array>
  column(instance: number, field: number): AsyncIterable<Column> | Iterable<Column>
}

export function boundedSource({ times, bucket, damaged, instances }: History): Source {
  return {
    bucket,
    damaged,
    instances: instances.map(({ instance }) => instance),
    times: () => [times],
    column: (instance, field) => [instances[instance]?.columns[field] as Column],
  }
}

/** Where there is no history in the range. */
export function emptySource(): Source {
  return { bucket: 0, damaged: false, instances: [''], times: () => [], column: () => [] }
}

export function rawSource(history: RawHistory, fields: readonly Field[]): Source {
  return {
    bucket: 0,
    damaged: false,
    instances: history.instances,
    times: () => history.times(),
    column: (instance, field) => history.column(history.instances[instance] as string, fields[field]?.metric as string),
  }
}

/** `{"timestamps": […], "user": […], …}` and `tail`, members that follow. */
export async function* hostJson(source: Source, fields: readonly Field[], tail = ''): JsonParts {
  yield* timestampsJson(source)
  yield ','
  yield* columnsJson(source, 0, fields)
  yield `${remarksJson(source)}${tail}}`
}

/** `{"timestamps": […], "devices": [{"name": "sda", …}, …]}` */
export async function* devicesJson(source: Source, fields: readonly Field[], key: 'devices' | 'interfaces'): JsonParts {
  yield* timestampsJson(source)
  yield `,"${key}":[`
  for (const [i, name] of source.instances.entries()) {
    yield `${i > 0 ? ',' : ''}{"name":${JSON.stringify(name)},`
    yield* columnsJson(source, i, fields)
    yield '}'
  }
  yield `]${remarksJson(source)}}`
}

/** What is not as in the document's examples: buckets, and a gap that is damage. */
function remarksJson({ bucket, damaged }: Source): string {
  return `${bucket > 0 ? `,"bucket_seconds":${bucket / 1000}` : ''}${damaged ? ',"damaged":true' : ''}`
}

/** Their text stays below the size from which V8 treats it as a large object, which it collects late. */
const TIMES_AT_ONCE = 2048

/** Nothing is written before the first times are read: what fails until then can still be answered as an error. */
async function* timestampsJson(source: Source): JsonParts {
  let before = '{"timestamps":['
  for await (const times of source.times()) {
    for (let i = 0; i < times.length; i += TIMES_AT_ONCE) {
      yield before + timesText(times.subarray(i, i + TIMES_AT_ONCE))
      before = ','
    }
  }
  yield before === ',' ? ']' : `${before}]`
}

async function* columnsJson(source: Source, instance: number, fields: readonly Field[]): JsonParts {
  for (const [i, field] of fields.entries()) {
    yield `${i > 0 ? ',' : ''}"${field.name}":[`
    let before = ''
    for await (const { values, present } of source.column(instance, i)) {
      yield before + valuesText(values, present, field)
      before = ','
    }
    yield ']'
  }
  if (source.bucket > 0) yield* extremesJson(source, instance, fields)
}

async function* extremesJson(source: Source, instance: number, fields: readonly Field[]): JsonParts {
  for (const extreme of ['min', 'max'] as const) {
    const members: string[] = []
    for (const [i, field] of fields.entries()) {
      if (!field.extremes) continue
      for await (const column of source.column(instance, i)) {
        const values = column[extreme]
        if (values) members.push(`"${field.name}":[${valuesText(values, column.present, field)}]`)
      }
    }
    yield `,"${extreme}":{${members.join(',')}}`
  }
}

/** JSON knows no NaN and no infinity: they read as null, like a value that is not there. */
function valuesText(values: Float64Array, present: Uint8Array, { text }: Field): string {
  const written = new Array<string>(values.length)
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number
    written[i] = present[i] === 1 && Number.isFinite(value) ? text(value) : 'null'
  }
  // Joined in one go: text that grows value by value is a chain of pieces, ten times as large as itself.
  return written.join()
}

const TWO_DIGITS = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, '0'))
const HOUR = 3600

/** `"2026-01-11T21:00:15Z"`, …: the hour is worked out once for all the times within it. */
function timesText(times: Float64Array): string {
  const written = new Array<string>(times.length)
  let hour = Number.NaN
  let prefix = ''
  for (let i = 0; i < times.length; i++) {
    const second = Math.floor((times[i] as number) / 1000)
    if (Math.floor(second / HOUR) !== hour) {
      hour = Math.floor(second / HOUR)
      prefix = new Date(hour * HOUR * 1000).toISOString().slice(0, -10)
    }
    const rest = second - hour * HOUR
    written[i] = `"${prefix}${TWO_DIGITS[Math.floor(rest / 60)]}:${TWO_DIGITS[rest % 60]}Z"`
  }
  return written.join()
}
