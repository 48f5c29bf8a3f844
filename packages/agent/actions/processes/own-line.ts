import { readFileSync } from 'node:fs'
import type { ProcessInfo } from '@hyperion/domain/hosts'
import { OWN_PROC } from './look.ts'

const MOST = 64

/** The agent itself, and what it runs under up to PID 1: to end one of these may end it. What it started is not among them. */
export function ownLine(): ReadonlySet<number> {
  const line = new Set([process.pid])
  for (let pid = process.ppid; pid > 0 && line.size < MOST && !line.has(pid); pid = parentOf(pid)) line.add(pid)
  return line
}

function parentOf(pid: number): number {
  try {
    const stat = readFileSync(`${OWN_PROC}/${pid}/stat`, 'latin1')
    return Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ', 1)[0])
  } catch {
    return 0
  }
}

/** `own`: the agent and what it runs under. */
export function isProtected({ pid, kernelThread }: Pick<ProcessInfo, 'pid' | 'kernelThread'>, own: ReadonlySet<number>): boolean {
  return kernelThread || pid === 1 || own.has(pid)
}
