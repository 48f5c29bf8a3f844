import { WireError } from '../checks/index.ts'
import { AGENT_LIMITS } from './messages.ts'

/**
 * A binary message of an agent, little endian:
 *
 *     u8 kind = 1 | f64 number of the first report | each report: u32 bytes | frame     reports for the history
 *     u8 kind = 2 | frame                                                             one live sample, not kept
 *
 * Reports are numbered without gaps by the agent's buffer; frames are those of domain/metrics/frame. Snapshots of
 * processes are numbered among them, so that they wait for the hub and are acknowledged like reports:
 *
 *     u8 0x50 | snapshot of domain/hosts/process-snapshot, UTF-8, raw deflate
 */
const KIND = { reports: 1, live: 2 } as const

export type AgentBatch =
  | { readonly kind: 'reports'; readonly first: number; readonly frames: readonly Uint8Array[] }
  | { readonly kind: 'live'; readonly frame: Uint8Array }

const HEADER = 9
const LENGTH = 4

/** No version of a report's frame begins so. */
const SNAPSHOT = 0x50

export function packSnapshot(deflated: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + deflated.length)
  bytes[0] = SNAPSHOT
  bytes.set(deflated, 1)
  return bytes
}

/** What was packed, or null for the frame of a report. */
export function unpackSnapshot(frame: Uint8Array): Uint8Array | null {
  return frame[0] === SNAPSHOT ? frame.subarray(1) : null
}

export function packReports(first: number, frames: readonly Uint8Array[]): Uint8Array {
  const size = frames.reduce((sum, frame) => sum + LENGTH + frame.length, HEADER)
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  view.setUint8(0, KIND.reports)
  view.setFloat64(1, first, true)
  let offset = HEADER
  for (const frame of frames) {
    view.setUint32(offset, frame.length, true)
    bytes.set(frame, offset + LENGTH)
    offset += LENGTH + frame.length
  }
  return bytes
}

export function packLive(frame: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(1 + frame.length)
  bytes[0] = KIND.live
  bytes.set(frame, 1)
  return bytes
}

/** Throws {@link WireError} on anything that is not a whole batch; the frames inside are not looked at. */
export function unpackBatch(bytes: Uint8Array): AgentBatch {
  if (bytes.length > AGENT_LIMITS.messageBytes) throw new WireError('batch too large')
  if (bytes[0] === KIND.live) return { kind: 'live', frame: bytes.subarray(1) }
  if (bytes[0] !== KIND.reports) throw new WireError('unknown kind of batch')
  if (bytes.length <= HEADER) throw new WireError('batch cut short')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const first = view.getFloat64(1, true)
  if (!Number.isSafeInteger(first) || first < 1) throw new WireError('number of the first report is not a whole number')
  const frames: Uint8Array[] = []
  for (let offset = HEADER; offset < bytes.length; ) {
    const end = offset + LENGTH <= bytes.length ? offset + LENGTH + view.getUint32(offset, true) : Number.POSITIVE_INFINITY
    if (end > bytes.length) throw new WireError('batch cut short')
    frames.push(bytes.subarray(offset + LENGTH, end))
    offset = end
  }
  return { kind: 'reports', first, frames }
}
