import { spawn } from 'node:child_process'
import { ActionError } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import type { JournalRow, ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { linesOf } from './lines.ts'
import { checkJournalRights } from './rights.ts'
import { NAME_LENGTH, shown } from './values.ts'

type Params = ParamsOf<'unit.journal'>

const MESSAGE_LENGTH = 16_384
/** A look back over a long journal takes a while; more than this nobody waits for. */
const LOOK_MS = 20_000
/** Rows that go out together while it is followed. */
const TOGETHER = 256

/** Has journalctl tell what matches these arguments, in parts as they come; ends quietly when it is aborted. */
export type Journal = (args: readonly string[], signal: AbortSignal) => AsyncIterable<readonly JournalRow[]>

/** What a unit wrote, oldest first, and then what it writes. */
export async function readJournal(environment: Environment, params: Params, run: Run<'unit.journal'>): Promise<ResultOf<'unit.journal'>> {
  checkJournalRights(environment)
  return readJournalBy((args, signal) => journal(environment, args, signal), environment.clock, params, run)
}

/** The same of any host. */
export async function readJournalBy(
  by: Journal,
  clock: Clock,
  params: Params,
  run: Run<'unit.journal'>,
): Promise<ResultOf<'unit.journal'>> {
  const began = clock.now()
  const late = AbortSignal.timeout(LOOK_MS)
  const rows: JournalRow[] = []
  // One more than is asked for tells whether there are more; the place itself is not before itself.
  const most = params.lines + 1 + Number(params.before !== undefined)
  const from = params.before === undefined ? [] : [`--cursor=${params.before}`]
  const args = [...matching(params), ...from, '--reverse', `--lines=${most}`]
  for await (const part of by(args, AbortSignal.any([run.signal, late]))) {
    if (late.aborted) throw new ActionError('timeout', `the journal was not read within ${LOOK_MS / 1000} s: narrow the time`)
    rows.push(...part.filter(({ cursor }) => cursor !== params.before))
  }
  const told = rows.slice(0, params.lines).reverse()
  await run.rows(told)
  if (params.follow) await follow(by, params, told.at(-1)?.cursor, began, run)
  return { more: rows.length > params.lines }
}

async function follow(by: Journal, params: Params, last: string | undefined, began: number, run: Run<'unit.journal'>) {
  const from = last === undefined ? `--since=${epoch(began)}` : `--after-cursor=${last}`
  const { since: _, ...rest } = params
  for await (const part of by([...matching(rest), from, '--follow', '--no-tail'], run.signal)) await run.rows(part)
}

/** The last lines of a unit since then, as a person reads them. */
export function lastLines(environment: Environment, unit: string, since: number): Promise<readonly string[]> {
  return lastLinesBy((args, signal) => journal(environment, args, signal), unit, since)
}

/** The same of any host. */
export async function lastLinesBy(by: Journal, unit: string, since: number): Promise<readonly string[]> {
  const rows: JournalRow[] = []
  const args = [...matching({ unit, since }), '--reverse', '--lines=20']
  for await (const part of by(args, AbortSignal.timeout(LOOK_MS))) rows.push(...part)
  return rows.reverse().map(({ at, message }) => `${new Date(at).toISOString().slice(11, 19)} ${message.replaceAll('\n', '\n  ')}`)
}

/** Each is one argument with its value in it: none can pass for another option. */
function matching({ unit, since, until, priority, search }: Pick<Params, 'unit' | 'since' | 'until' | 'priority' | 'search'>): string[] {
  return [
    '--output=json',
    '--all',
    '--quiet',
    '--no-pager',
    `--unit=${unit}`,
    ...(since === undefined ? [] : [`--since=${epoch(since)}`]),
    ...(until === undefined ? [] : [`--until=${epoch(until)}`]),
    ...(priority === undefined ? [] : [`--priority=${priority}`]),
    ...(search === undefined ? [] : [`--grep=${literal(search)}`, '--case-sensitive=false']),
  ]
}

/** systemd reads a fraction of a second too. */
function epoch(ms: number): string {
  return `@${(ms / 1000).toFixed(3)}`
}

/** A text to be found as it is: journalctl takes a pattern. */
function literal(search: string): string {
  return search.replace(/[\\^$.|?*+()[\]{}#\s-]/g, '\\$&')
}

/** What journalctl tells, in parts as they come. Ends quietly when it is aborted. */
async function* journal({ paths }: Environment, args: readonly string[], signal: AbortSignal): AsyncGenerator<readonly JournalRow[]> {
  const place = paths.root === '' ? [] : [`--root=${paths.root}`]
  const child = spawn('journalctl', [...place, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C.UTF-8' } })
  const kill = (): unknown => child.kill('SIGKILL')
  signal.addEventListener('abort', kill, { once: true })
  if (signal.aborted) kill()
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-1000)
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(new ActionError('unsupported', error.code === 'ENOENT' ? 'journalctl is not installed' : error.message)),
    )
    child.on('close', resolve)
  })
  ended.catch(() => {})
  try {
    for await (const lines of linesOf(child.stdout)) {
      const rows = lines.flatMap((line) => rowOf(line) ?? [])
      for (let at = 0; at < rows.length; at += TOGETHER) yield rows.slice(at, at + TOGETHER)
    }
    const code = await ended
    signal.throwIfAborted()
    // A search without a find ends with 1 and says nothing.
    if (code !== 0 && complaint.trim() !== '') throw complaintOf(complaint)
  } finally {
    signal.removeEventListener('abort', kill)
    kill()
  }
}

export function complaintOf(complaint: string): ActionError {
  const message = complaint.trim().replaceAll('\n', ' ').slice(0, 500)
  return new ActionError(/permission/i.test(message) ? 'permission' : 'failed', message)
}

/** Null for a line that tells no entry. */
export function rowOf(line: string): JournalRow | null {
  let entry: Record<string, unknown>
  try {
    entry = JSON.parse(line) as Record<string, unknown>
  } catch {
    return null
  }
  const cursor = entry.__CURSOR
  const at = Number(entry.__REALTIME_TIMESTAMP) / 1000
  if (typeof cursor !== 'string' || cursor.length > 400 || !(at >= 0)) return null
  const priority = Number(textOf(entry.PRIORITY))
  const pid = Number.parseInt(textOf(entry._PID) || textOf(entry.SYSLOG_PID), 10)
  return {
    at: Math.round(at),
    priority: Number.isInteger(priority) && priority >= 0 && priority <= 7 ? priority : 6,
    message: textOf(entry.MESSAGE).replaceAll('\0', '\u{FFFD}').slice(0, MESSAGE_LENGTH).toWellFormed(),
    pid: Number.isSafeInteger(pid) && pid >= 0 ? pid : null,
    unit: shown(textOf(entry.UNIT) || textOf(entry._SYSTEMD_UNIT), NAME_LENGTH),
    cursor,
  }
}

/** What is no text comes as the numbers of its bytes; what is said several times, as a list. */
function textOf(field: unknown): string {
  if (typeof field === 'string') return field
  if (!Array.isArray(field)) return ''
  if (field.every((each) => typeof each === 'number')) return Buffer.from(field).toString('utf8')
  return field.map(textOf).join('\n')
}
