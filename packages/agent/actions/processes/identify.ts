import { ActionError } from '@hyperion/domain/actions'
import type { ProcessInfo } from '@hyperion/domain/hosts'
import type { Environment } from '../environment.ts'
import { canLook, type Look, look, OWN_PROC } from './look.ts'
import { isProtected, ownLine } from './own-line.ts'
import { commandOf } from './shown.ts'

export interface Identified {
  readonly pid: number
  readonly startedAt: number
  readonly command: string
}

/** The process that was confirmed. */
export interface Target {
  readonly pid: number
  /** As it was found; null where the system shows processes in a table only. */
  readonly found: Look | null
  /** How it is at this instant; null when it is gone, or its number another's. */
  now(): Look | null
  /** Does it with nothing of ours between the last look and it, and looks again. Throws {@link ActionError}. */
  touch(act: () => void): void
}

/** The start of a process is known to a tick of the kernel, and its boot to less than that. */
const SAME_START_MS = 50

/** The process that was confirmed, if it still is that one and may be touched. Rejects with {@link ActionError}. */
export async function identify(environment: Environment, which: Identified): Promise<Target> {
  if (!canLook(environment)) return fromTable(environment, which)
  const { pid } = which
  const told = (await environment.host.processes()).processes.find((each) => each.pid === pid)
  const found = confirmed(environment, which, told)
  const same = (): Look | null => {
    const now = look(environment, pid)
    return now?.startTicks === found.startTicks ? now : null
  }
  return {
    pid,
    found,
    now: same,
    touch(act) {
      confirmed(environment, which, told)
      act()
      const after = look(environment, pid)
      if (after && after.startTicks !== found.startTicks) throw anotherOne(pid)
    },
  }
}

/** Looks at it now. Throws {@link ActionError}. */
function confirmed(environment: Environment, { pid, startedAt, command }: Identified, told: ProcessInfo | undefined): Look {
  const now = look(environment, pid)
  if (!now) throw new ActionError('missing', `process ${pid} is gone`)
  const differs = Math.abs(now.startedAt - startedAt) > SAME_START_MS
  // One that has ended has no command line any more.
  if (!differs && now.state === 'zombie') throw new ActionError('missing', `process ${pid} has ended: only its parent can clear it away`)
  // Some write into their own command line all the time: what the table told a moment ago of the same program stands.
  const retitled = told?.name === now.name && told.startedAt === now.startedAt && commandOf(told) === command
  if (differs || (now.command !== command && !retitled)) throw anotherOne(pid)
  if (now.kernelThread || isProtected(now, ownLine())) throw untouchable(pid)
  if (!isWithinReach(environment, now))
    throw new ActionError('unsupported', 'the agent runs in a container of its own and does not share the processes of the host')
  return now
}

/** A number means another process to an agent in a container that sees the host's processes but does not live among them. */
function isWithinReach(environment: Environment, seen: Look): boolean {
  if (environment.paths.proc === OWN_PROC) return true
  const own = look(environment, seen.pid, OWN_PROC)
  return own?.startTicks === seen.startTicks && own.command === seen.command
}

/** Where the system has nothing but the table. */
async function fromTable({ host }: Environment, { pid, startedAt, command }: Identified): Promise<Target> {
  const found = (await host.processes()).processes.find((each) => each.pid === pid)
  if (!found) throw new ActionError('missing', `process ${pid} is gone`)
  if (Math.abs(found.startedAt - startedAt) > SAME_START_MS || commandOf(found) !== command) throw anotherOne(pid)
  if (isProtected(found, ownLine())) throw untouchable(pid)
  return { pid, found: null, now: () => null, touch: (act) => act() }
}

function anotherOne(pid: number): ActionError {
  return new ActionError('changed', `process ${pid} is another one now`)
}

function untouchable(pid: number): ActionError {
  return new ActionError('protected', `process ${pid} may not be touched`)
}
