import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as moment } from 'node:timers/promises'

/** How long what was asked to end may take before it is ended. */
const PATIENCE_MS = 5_000
const LOOK_MS = 50

/** Ends a session of processes with all its groups: asks first, and kills what is still there later. Settles when nothing is. */
export async function endSession(leader: number): Promise<void> {
  for (const pid of membersOf(leader)) signal(pid, 'SIGTERM')
  // Looked at often, as the number of a session that is over passes on to another one some day.
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    if (membersOf(leader).length === 0) return
    await moment(LOOK_MS)
  }
  // One that begins further ones all the time is killed sooner or later.
  for (let left = membersOf(leader); left.length > 0; left = membersOf(leader)) {
    for (const pid of left) signal(pid, 'SIGKILL')
    await moment(LOOK_MS)
  }
}

/** Hangs up on a session as a terminal that is gone does; what chose to outlive that may. Its leader may not. */
export async function hangUp(leader: number): Promise<void> {
  for (const pid of membersOf(leader)) signal(pid, 'SIGHUP')
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_MS) {
    if (!membersOf(leader).includes(leader)) return
    await moment(LOOK_MS)
  }
  signal(leader, 'SIGKILL')
}

/** The session that a process began; undefined while there is none. */
export function sessionBegunBy(parent: number): number | undefined {
  return allProcesses().find((each) => each.parent === parent && each.session === each.pid)?.pid
}

function membersOf(leader: number): readonly number[] {
  return allProcesses().flatMap(({ pid, session }) => (session === leader ? [pid] : []))
}

interface InTable {
  readonly pid: number
  readonly parent: number
  readonly session: number
}

function allProcesses(): readonly InTable[] {
  return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? (inTable(name) ?? []) : []))
}

function inTable(pid: string): InTable | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The name before it may hold anything.
    const [state, parent, , session] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return state === 'Z' ? undefined : { pid: Number(pid), parent: Number(parent), session: Number(session) }
  } catch {
    return undefined
  }
}

function signal(pid: number, name: 'SIGTERM' | 'SIGHUP' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
    // What is stopped hears nothing until it goes on.
    process.kill(pid, 'SIGCONT')
  } catch {
    // It is gone, or of another account.
  }
}
