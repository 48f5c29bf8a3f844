import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const TRIES = 3

/**
 * Takes a folder for this process alone; the answer gives it back. The file names the process and when it began, so that one
 * that a killed agent left behind counts for nothing. Elsewhere than on Linux nothing is claimed. (A server that listens on an
 * abstract name would do as well, and bring Node's cluster and child processes along: two megabytes.)
 */
export function claimFolder(folder: string): () => void {
  if (process.platform !== 'linux') return () => {}
  const path = join(folder, 'agent.pid')
  const draft = `${path}.${process.pid}`
  const mine = `${process.pid} ${begunAt(process.pid)}\n`
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    for (let tries = 0; tries < TRIES; tries++) if (take(path, draft)) return () => release(path, mine)
  } finally {
    unlinkSync(draft)
  }
  throw new Error(`another agent runs on ${folder}; give this one another place with --data`)
}

function take(path: string, draft: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    if (!isLive(path)) setAside(path, `${draft}.old`)
    return false
  }
}

/** What was found dead and is not any more, since another agent was quicker, is put back. */
function setAside(path: string, place: string): void {
  try {
    renameSync(path, place)
    if (isLive(place)) linkSync(place, path)
    unlinkSync(place)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  }
}

function release(path: string, mine: string): void {
  if (textOf(path) === mine) unlinkSync(path)
}

function isLive(path: string): boolean {
  const [pid = '', begun = ''] = textOf(path).trim().split(' ')
  return /^\d+$/.test(pid) && begun !== '' && begunAt(Number(pid)) === begun
}

/** In ticks after the start of the machine; empty for a process that is no more. */
function begunAt(pid: number): string {
  const stat = textOf(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
