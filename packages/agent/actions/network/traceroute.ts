import { isIP } from 'node:net'
import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf, ResultOf, RowOf } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'
import { echo } from './echo.ts'
import { type Outlet, ownOutlet } from './outlet.ts'
import type { Exit } from './programs.ts'

type Row = RowOf<'network.traceroute'>
type Result = ResultOf<'network.traceroute'>

const HOPS = 30
const WAIT_S = 2
/** A way beyond which nobody answers is not followed to its end. */
const MOST_SILENT = 5

interface Way {
  readonly address: string
  readonly hops: number
  readonly run: Run<'network.traceroute'>
  readonly outlet: Outlet
}

/** The routers on the way to a machine, each as soon as it is known, by whatever this host has for it. */
export async function traceroute(
  params: ParamsOf<'network.traceroute'>,
  run: Run<'network.traceroute'>,
  outlet: Outlet = ownOutlet,
): Promise<Result> {
  const way: Way = { address: await outlet.addressOf(params, run.signal), hops: params.hops ?? HOPS, run, outlet }
  const result = (await byTraceroute(way)) ?? (await byTracepath(way)) ?? (await byPing(way))
  if (!result) throw new ActionError('unsupported', 'this host has no traceroute, tracepath or ping that the account may use')
  return result
}

async function byTraceroute({ address, hops, run, outlet }: Way): Promise<Result | null> {
  const seen = new Seen(address)
  const args = ['-n', '-q', '3', '-w', String(WAIT_S), '-m', String(hops), address]
  const onLine = (line: string): Promise<void> => seen.tell(parseTraceroute(line), run)
  return answer('traceroute', seen, await outlet.runProgram({ name: 'traceroute', args, signal: run.signal, onLine }))
}

async function byTracepath({ address, hops, run, outlet }: Way): Promise<Result | null> {
  const seen = new Seen(address)
  const rows = new Map<string, Row>()
  let hop = 0
  const flush = async (): Promise<void> => {
    // A hop that answered in the end is told by its answer alone.
    const all = [...rows.values()]
    const answered = all.filter((row) => row.address !== null)
    rows.clear()
    await seen.tell(answered.length > 0 ? answered : all.slice(0, 1), run)
  }
  const onLine = async (line: string): Promise<void> => {
    const row = parseTracepath(line)
    if (!row) return
    if (row.hop !== hop) await flush()
    hop = row.hop
    rows.set(row.address ?? '', row)
  }
  const exit = await outlet.runProgram({ name: 'tracepath', args: ['-n', '-m', String(hops), address], signal: run.signal, onLine })
  await flush()
  return answer('tracepath', seen, exit)
}

/** One request for each distance: slower, but `ping` is nearly everywhere. */
async function byPing({ address, hops, run, outlet }: Way): Promise<Result | null> {
  const seen = new Seen(address)
  let silent = 0
  for (let hop = 1; hop <= hops && silent < MOST_SILENT; hop++) {
    const got = await echo({ address, wait: WAIT_S, ttl: hop, signal: run.signal }, outlet)
    if (got.kind === 'impossible') return null
    const from = got.kind === 'silent' ? null : got.from
    const problem = got.kind === 'unreachable' ? got.problem : null
    silent = from === null ? silent + 1 : 0
    await seen.tell([{ hop, address: from, times: got.kind === 'reply' ? [got.ms] : [], problem }], run)
    if (got.kind === 'reply' || got.kind === 'unreachable') break
  }
  return answer('ping', seen, { code: 0, complaint: '' })
}

/** Null for a program that is not there, or did not get as far as telling anything. */
function answer(method: Result['method'], seen: Seen, exit: Exit | null): Result | null {
  if (!exit || (seen.hops === 0 && exit.code !== 0)) return null
  return { address: seen.address, method, hops: seen.hops, reached: seen.reached }
}

class Seen {
  readonly address: string
  hops = 0
  reached = false

  constructor(address: string) {
    this.address = address
  }

  async tell(rows: readonly Row[], run: Run<'network.traceroute'>): Promise<void> {
    for (const row of rows) {
      this.hops = Math.max(this.hops, row.hop)
      this.reached ||= row.address === this.address && row.problem === null
    }
    if (rows.length > 0) await run.rows(rows)
  }
}

/** A line of `traceroute -n`: several routers may share a distance. */
export function parseTraceroute(line: string): Row[] {
  const [, hopText, rest = ''] = /^\s*(\d{1,2})\s+(.*)$/.exec(line) ?? []
  const hop = Number(hopText)
  if (!(hop >= 1 && hop <= 64)) return []
  const rows: { hop: number; address: string | null; times: number[]; problem: string | null }[] = []
  let before = ''
  for (const word of rest.split(/\s+/)) {
    const last = rows.at(-1)
    if (isIP(word) !== 0) {
      if (last?.address !== word) rows.push({ hop, address: word, times: [], problem: null })
    } else if (word === 'ms' && last) last.times.push(Number(before))
    else if (/^!/.test(word) && last) last.problem = UNREACHABLE[word] ?? `unreachable (${word.slice(0, 16)})`
    before = word
  }
  return rows.length > 0 ? rows : [{ hop, address: null, times: [], problem: null }]
}

const UNREACHABLE: Readonly<Record<string, string>> = {
  '!H': 'host unreachable',
  '!N': 'network unreachable',
  '!P': 'protocol unreachable',
  '!X': 'prohibited by a filter',
  '!S': 'source route failed',
  '!F': 'fragmentation needed',
}

/** A line of `tracepath -n`; null for one about this host, or the path as a whole. */
export function parseTracepath(line: string): Row | null {
  const [, hopText, rest = ''] = /^\s*(\d{1,2}):\s+(.*)$/.exec(line) ?? []
  const hop = Number(hopText)
  if (!(hop >= 1 && hop <= 64)) return null
  const [address = ''] = rest.split(/\s+/, 1)
  if (isIP(address) === 0) return /no reply/.test(rest) ? { hop, address: null, times: [], problem: null } : null
  const [, ms] = /([\d.]+)ms/.exec(rest) ?? []
  const [word = ''] = /![A-Z]/.exec(rest) ?? []
  return { hop, address, times: ms === undefined ? [] : [Number(ms)], problem: word === '' ? null : (UNREACHABLE[word] ?? 'unreachable') }
}
