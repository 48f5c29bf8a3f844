import type { ErrorCode } from '@hyperion/domain/errors'
import type { HostFrame, MetricStore } from '@hyperion/ports/metric-store'

/** Where the store keeps its data. */
export type DatabaseLocation = { readonly kind: 'sqlite'; readonly file: string } | { readonly kind: 'postgres'; readonly url: string }

/** Handed to the worker at its start. */
export interface WorkerOptions {
  readonly database: DatabaseLocation
  readonly busyTimeoutMs: number
}

export type Method = keyof MetricStore

export interface Call {
  readonly id: number
  readonly method: Method
  readonly input: readonly unknown[]
}

export type FromWorker =
  | { readonly kind: 'ready' }
  | { readonly kind: 'log'; readonly message: string }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly code: ErrorCode; readonly message: string }

/** Frames in one piece of memory, so that they move instead of being cloned one by one. */
export interface PackedFrames {
  readonly hosts: Float64Array
  readonly lengths: Uint32Array
  readonly bytes: Uint8Array
}

export function packForTransfer(frames: readonly HostFrame[]): PackedFrames {
  const lengths = Uint32Array.from(frames, ({ frame }) => frame.length)
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  let offset = 0
  for (const { frame } of frames) {
    bytes.set(frame, offset)
    offset += frame.length
  }
  return { hosts: Float64Array.from(frames, ({ host }) => host), lengths, bytes }
}

export function unpackTransferred({ hosts, lengths, bytes }: PackedFrames): HostFrame[] {
  let offset = 0
  return Array.from(hosts, (host, i) => {
    const start = offset
    offset += lengths[i] as number
    return { host, frame: bytes.subarray(start, offset) }
  })
}
