import { Reader } from 'protobufjs/minimal.js'
import { uncompress } from 'snappy'
import { inSlices } from '../slices.ts'
import type { Labels } from '../snapshot.ts'

/** A body that is no WriteRequest, or larger than one may be: sending it again would not help. */
export class WriteRequestError extends Error {
  override readonly name = 'WriteRequestError'
  readonly tooLarge: boolean

  constructor(message: string, tooLarge = false) {
    super(message)
    this.tooLarge = tooLarge
  }
}

/** One series with its samples; `job` and `instance` are apart from its other labels. */
export interface WrittenSeries {
  readonly name: string
  readonly job: string
  readonly instance: string
  readonly labels: Labels
  readonly samples: readonly { readonly at: number; readonly value: number }[]
}

export const WRITE_LIMITS = { compressed: 4 * 1024 * 1024, uncompressed: 16 * 1024 * 1024, labels: 64, labelLength: 4096 } as const

const PAUSE_EVERY = 100

/**
 * The series of a snappy-compressed `prometheus.WriteRequest` (remote write 1.0) that are `wanted` by name. Rejects with
 * {@link WriteRequestError}.
 */
export async function readWriteRequest(body: Uint8Array, wanted: (name: string) => boolean): Promise<WrittenSeries[]> {
  const size = uncompressedSize(body)
  if (size > WRITE_LIMITS.uncompressed) throw new WriteRequestError(`larger than ${WRITE_LIMITS.uncompressed} bytes unpacked`, true)
  const bytes = await unpacked(body)
  try {
    return await inSlices(seriesIn(Reader.create(bytes), wanted))
  } catch (error) {
    if (error instanceof WriteRequestError) throw error
    throw new WriteRequestError(`no protobuf message prometheus.WriteRequest: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** As the block says in front, so that one that would swell beyond all measure is never unpacked. */
function uncompressedSize(body: Uint8Array): number {
  let size = 0
  for (let i = 0; i < 5; i++) {
    const byte = body[i]
    if (byte === undefined) break
    size += (byte & 0x7f) * 2 ** (7 * i)
    if (byte < 0x80) return size
  }
  throw new WriteRequestError('not compressed with snappy (block format)')
}

async function unpacked(body: Uint8Array): Promise<Uint8Array> {
  try {
    return (await uncompress(Buffer.from(body.buffer, body.byteOffset, body.length), { asBuffer: true })) as Buffer
  } catch {
    throw new WriteRequestError('not compressed with snappy (block format)')
  }
}

/** Tags of the fields: number and wire type. Metadata and whatever else is skipped. */
const TIMESERIES = (1 << 3) | 2
const SERIES_LABEL = (1 << 3) | 2
const SERIES_SAMPLE = (2 << 3) | 2
const LABEL_NAME = (1 << 3) | 2
const LABEL_VALUE = (2 << 3) | 2
const SAMPLE_VALUE = (1 << 3) | 1
const SAMPLE_AT = 2 << 3

function* seriesIn(reader: Reader, wanted: (name: string) => boolean): Generator<void, WrittenSeries[]> {
  const found: WrittenSeries[] = []
  for (let count = 1; reader.pos < reader.len; count++) {
    if (count % PAUSE_EVERY === 0) yield
    const tag = reader.uint32()
    if (tag !== TIMESERIES) {
      reader.skipType(tag & 7)
      continue
    }
    const series = readSeries(reader, endOf(reader), wanted)
    if (series) found.push(series)
  }
  return found
}

/** Where the message that begins here ends. */
function endOf(reader: Reader): number {
  const length = reader.uint32()
  const end = reader.pos + length
  if (end > reader.len) throw new WriteRequestError('a message in it is cut short')
  return end
}

/** Undefined for one that is not wanted; the rest of it is not looked at. */
function readSeries(reader: Reader, end: number, wanted: (name: string) => boolean): WrittenSeries | undefined {
  const labels: Record<string, string> = Object.create(null)
  const samples: { at: number; value: number }[] = []
  let count = 0
  while (reader.pos < end) {
    const tag = reader.uint32()
    if (tag === SERIES_LABEL) {
      if (++count > WRITE_LIMITS.labels) throw new WriteRequestError(`a series has more than ${WRITE_LIMITS.labels} labels`)
      const { name, value } = readLabel(reader, endOf(reader))
      labels[name] = value
      if (name === '__name__' && !wanted(value)) {
        reader.pos = end
        return undefined
      }
    } else if (tag === SERIES_SAMPLE) samples.push(readSample(reader, endOf(reader)))
    else reader.skipType(tag & 7)
  }
  if (reader.pos !== end) throw new WriteRequestError('a series in it is longer than it says')
  const { __name__: name, job = '', instance, ...others } = labels
  return name === undefined || instance === undefined || !wanted(name) ? undefined : { name, job, instance, labels: others, samples }
}

function readLabel(reader: Reader, end: number): { name: string; value: string } {
  let name = ''
  let value = ''
  while (reader.pos < end) {
    const tag = reader.uint32()
    if (tag === LABEL_NAME) name = readText(reader)
    else if (tag === LABEL_VALUE) value = readText(reader)
    else reader.skipType(tag & 7)
  }
  return { name, value }
}

function readText(reader: Reader): string {
  const text = reader.string()
  if (text.length > WRITE_LIMITS.labelLength) throw new WriteRequestError(`a label is longer than ${WRITE_LIMITS.labelLength} characters`)
  return text.toWellFormed()
}

function readSample(reader: Reader, end: number): { at: number; value: number } {
  let value = 0
  let at = 0
  while (reader.pos < end) {
    const tag = reader.uint32()
    if (tag === SAMPLE_VALUE) value = reader.double()
    else if (tag === SAMPLE_AT) at = Number(reader.int64())
    else reader.skipType(tag & 7)
  }
  return { at, value }
}
