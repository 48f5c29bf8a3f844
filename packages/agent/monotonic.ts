/** Milliseconds of a clock that never jumps; `performance.now()` would load a module of a megabyte for the same. */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1000 + nanoseconds / 1e6
}
