/**
 * Gives the memory of arrays that nobody uses any more back at once. By itself the collector, which goes by the size of
 * V8's heap alone, lets tens of MiB of what was read pile up.
 */
export function free(arrays: Iterable<Float64Array | Uint8Array | undefined>): void {
  const buffers = new Set<ArrayBuffer>()
  for (const array of arrays) if (array) buffers.add(array.buffer as ArrayBuffer)
  for (const buffer of buffers) if (!buffer.detached) buffer.transfer(0)
}
