import { readlink as readlinkLater } from 'node:fs'
import { promisify } from 'node:util'
import type { ProcessState } from '@hyperion/domain/hosts'
import { PROCESS_LIMITS, type ResultOf } from '@hyperion/wire/actions'
import { stateOf } from '../../linux/process-stat.ts'
import { readdir, readFile } from '../../linux/reading.ts'
import { eachLine, numbersIn } from '../../linux/text.ts'
import { shown } from './shown.ts'

type Detail = ResultOf<'process.detail'>

const readlink = promisify(readlinkLater)

/** Where a link leads; null where the agent's account may not see it. */
export async function linkOf(path: string): Promise<string | null> {
  const target = await readlink(path).catch(() => null)
  return typeof target === 'string' ? shown(target) : null
}

/** Effective user and group, and further groups, by `status`. */
export function idsIn(status: string): { readonly uid: number | null; readonly gid: number | null; readonly others: readonly number[] } {
  const [, uid = null] = numbersOf(status, 'Uid')
  const [, gid = null] = numbersOf(status, 'Gid')
  return { uid, gid, others: numbersOf(status, 'Groups') }
}

export function memoryIn(status: string, rollup: string): Detail['memory'] {
  const bytes = (text: string, key: string): number | null => {
    const [kibibytes] = numbersOf(text, key)
    return kibibytes === undefined ? null : kibibytes * 1024
  }
  const sum = (a: number | null, b: number | null): number | null => (a === null && b === null ? null : (a ?? 0) + (b ?? 0))
  return {
    virtualBytes: bytes(status, 'VmSize'),
    peakBytes: bytes(status, 'VmHWM'),
    sharedBytes: sum(bytes(status, 'RssFile'), bytes(status, 'RssShmem')),
    swapBytes: bytes(status, 'VmSwap'),
    proportionalBytes: bytes(rollup, 'Pss'),
    privateBytes: sum(bytes(rollup, 'Private_Clean'), bytes(rollup, 'Private_Dirty')),
  }
}

export function ioIn(text: string): Detail['io'] {
  const [readBytes] = numbersOf(text, 'read_bytes')
  const [writtenBytes] = numbersOf(text, 'write_bytes')
  return readBytes === undefined || writtenBytes === undefined ? null : { readBytes, writtenBytes }
}

/** The numbers of the line `key: 1 2 3`. */
function numbersOf(text: string, key: string): readonly number[] {
  const line = new RegExp(`^${key}:(.*)$`, 'm').exec(text)?.[1]
  return line === undefined ? [] : numbersIn(line, 0, 256)
}

const LIMIT = /^(.+?) {2,}(unlimited|\d+) +(unlimited|\d+) *(\S*)\s*$/

/** `/proc/PID/limits`. */
export function limitsIn(text: string): Detail['limits'] {
  const limits: Detail['limits'][number][] = []
  eachLine(text, (line) => {
    const [, name, soft, hard, unit = ''] = LIMIT.exec(line) ?? []
    if (name && soft && hard && limits.length < PROCESS_LIMITS.limits)
      limits.push({ name: shown(name, 64), soft: amountOf(soft), hard: amountOf(hard), unit: shown(unit, 16) })
  })
  return limits
}

function amountOf(text: string): number | null {
  return text === 'unlimited' ? null : Number(text)
}

/** Fields of `stat` after the name, counted from the state: see proc(5), field number − 3. */
const UTIME = 11
const STIME = 12

interface Parsed {
  readonly name: string
  readonly state: ProcessState
  readonly user: number
  readonly system: number
}

function parse(stat: string): Parsed {
  const close = stat.lastIndexOf(')')
  const fields = stat.slice(close + 2).split(' ')
  return {
    name: stat.slice(stat.indexOf('(') + 1, close),
    state: stateOf(stat.charCodeAt(close + 2)),
    user: Number(fields[UTIME]) || 0,
    system: Number(fields[STIME]) || 0,
  }
}

export function cpuSecondsOf(stat: string, ticksPerSecond: number): Detail['cpuSeconds'] {
  const { user, system } = parse(stat)
  return { user: user / ticksPerSecond, system: system / ticksPerSecond }
}

/** The first threads of a process. */
export async function threadsOf(folder: string, ticksPerSecond: number): Promise<Detail['threadList']> {
  const ids = (await readdir(`${folder}/task`).catch(() => [])).slice(0, PROCESS_LIMITS.threads)
  const threads = ids.map(async (id) => {
    const stat = await readFile(`${folder}/task/${id}/stat`, 'utf8').catch(() => '')
    return stat === '' ? [] : [threadIn(stat, ticksPerSecond)]
  })
  return (await Promise.all(threads)).flat()
}

/** A thread by its `stat`. */
export function threadIn(stat: string, ticksPerSecond: number): Detail['threadList'][number] {
  const { name, state, user, system } = parse(stat)
  return { id: Number.parseInt(stat, 10), name: shown(name, 255), state, cpuSeconds: (user + system) / ticksPerSecond }
}
