/** How long a part of a long work may hold up everything else. */
const SLICE_MS = 5

/** Does a work that pauses now and then, and lets others in at its pauses when it has taken long enough. */
export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  let began = performance.now()
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    if (performance.now() - began < SLICE_MS) continue
    await new Promise<void>((resolve) => setImmediate(resolve))
    began = performance.now()
  }
}
