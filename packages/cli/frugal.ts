/**
 * What keeps a hub small: a young generation of a third, and two arenas of the C library instead of one a thread. V8 and
 * the C library take these only at the start of a process. Smaller still costs a third of the ingest.
 */
const V8_FLAGS = ['--max-semi-space-size=8']
const ARENAS = '2'

/** Begins this process anew with what keeps it small, unless it was begun so or cannot be. */
export function becomeFrugal(): void {
  const { execve, execArgv, argv, env, execPath, platform } = process
  const told = [...execArgv, env.NODE_OPTIONS ?? ''].some((each) => each.includes('--max-semi-space-size'))
  if (told || platform === 'win32' || !execve) return
  // That this call is experimental is nothing for an operator.
  process.removeAllListeners('warning')
  execve.call(process, execPath, [execPath, ...V8_FLAGS, ...execArgv, ...argv.slice(1)], { MALLOC_ARENA_MAX: ARENAS, ...env })
}
