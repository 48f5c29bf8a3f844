import { deflateRawSync } from 'node:zlib'
import { encodeSnapshot, type ProcessSnapshot } from '@hyperion/domain/hosts'
import { packSnapshot } from '@hyperion/wire/agent'

/** A snapshot of processes as the buffer keeps it. A small window: it saves memory, and the text is short. */
export function snapshotFrame(snapshot: ProcessSnapshot): Uint8Array {
  return packSnapshot(deflateRawSync(encodeSnapshot(snapshot), { level: 6, memLevel: 5, windowBits: 13 }))
}
