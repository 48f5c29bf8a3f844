/**
 * What keeps a hub small: a young generation of a third, one arena of the C library instead of one a thread, and decoded
 * columns in pages of their own, which go back to the system with them instead of leaving holes. V8 and the C library take
 * these only at the start of a process. A smaller young generation costs a third of the ingest.
 */
const V8_FLAGS = ['--max-semi-space-size=8']
const MALLOC = { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '32768', MALLOC_TRIM_THRESHOLD_: '131072' }

/** Begins this process anew with what keeps it small, unless it was begun so or cannot be. */
export function becomeFrugal(): void {
  const { execve, execArgv, argv, env, execPath, platform } = process
  const told = [...execArgv, env.NODE_OPTIONS ?? ''].some((each) => each.includes('--max-semi-space-size'))
  if (told || platform === 'win32' || !execve) return
  // That this call is experimental is nothing for an operator.
  process.removeAllListeners('warning')
  execve.call(process, execPath, [execPath, ...V8_FLAGS, ...execArgv, ...argv.slice(1)], { ...MALLOC, ...env })
}
