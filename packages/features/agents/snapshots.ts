import { inflateRawSync } from 'node:zlib'
import { decodeSnapshot, type ProcessSnapshot, SNAPSHOT_LIMITS, SnapshotError } from '@hyperion/domain/hosts'
import { FrameError } from '@hyperion/domain/metrics'

/** Reads a snapshot as an agent packed it; throws {@link FrameError} on anything that is not a sound one. */
export function inflateSnapshot(deflated: Uint8Array): ProcessSnapshot {
  try {
    // More characters than bytes there are not.
    return decodeSnapshot(inflateRawSync(deflated, { maxOutputLength: SNAPSHOT_LIMITS.text }).toString('utf8'))
  } catch (error) {
    throw new FrameError(error instanceof SnapshotError ? error.message : 'snapshot cannot be unpacked')
  }
}
