import { Writer } from 'protobufjs/minimal.js'
import { compress } from 'snappy'

export interface SentSeries {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly samples: readonly { readonly at: number; readonly value: number }[]
}

/** A `prometheus.WriteRequest` as protobuf, uncompressed. */
export function writeRequestMessage(series: readonly SentSeries[]): Uint8Array {
  const request = Writer.create()
  for (const { name, labels, samples } of series) {
    request.uint32(10).fork()
    for (const [label, value] of Object.entries({ __name__: name, ...labels })) {
      request.uint32(10).fork().uint32(10).string(label).uint32(18).string(value).ldelim()
    }
    for (const { at, value } of samples) request.uint32(18).fork().uint32(9).double(value).uint32(16).int64(at).ldelim()
    request.ldelim()
  }
  return request.finish()
}

/** The same as a Prometheus sends it. */
export async function writeRequest(series: readonly SentSeries[]): Promise<Buffer> {
  return compressed(writeRequestMessage(series))
}

/** With snappy, as one block. */
export function compressed(bytes: Uint8Array): Promise<Buffer> {
  return compress(Buffer.from(bytes))
}
