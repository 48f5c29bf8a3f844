import type { ProcessState } from '@hyperion/domain/hosts'

/** What `/proc/PID/stat` says that is used here; reused from one process to the next. */
export interface ProcessStat {
  /** Where the name lies in the bytes, brackets left out. */
  nameStart: number
  nameEnd: number
  state: ProcessState
  parent: number
  /** User and system time in ticks, without the children's. */
  ticks: number
  threads: number
  nice: number
  /** Ticks after boot; with the pid it identifies a process. */
  startTicks: number
  rssPages: number
  kernelThread: boolean
}

export function emptyProcessStat(): ProcessStat {
  return {
    nameStart: 0,
    nameEnd: 0,
    state: 'sleeping',
    parent: 0,
    ticks: 0,
    threads: 0,
    nice: 0,
    startTicks: 0,
    rssPages: 0,
    kernelThread: false,
  }
}

const CLOSE = 0x29
const OPEN = 0x28
const BLANK = 0x20
const MINUS = 0x2d
/** Numbers after the state, counted from 0: see proc(5), field number − 4. */
const PARENT = 0
const FLAGS = 5
const UTIME = 10
const STIME = 11
const NICE = 15
const THREADS = 16
const START = 18
const RSS = 20
const KERNEL_THREAD = 0x00200000

/** Parses `length` bytes into `out`; false when they are not a whole stat line. A name may hold anything, `) R 1 (` too. */
export function parseProcessStat(bytes: Uint8Array, length: number, out: ProcessStat): boolean {
  const close = lastIndexOf(bytes, CLOSE, length)
  const open = bytes.indexOf(OPEN)
  if (open < 0 || close < open || close + 4 > length) return false
  out.nameStart = open + 1
  out.nameEnd = close
  out.state = stateOf(bytes[close + 2] ?? 0)
  let field = 0
  let at = close + 4
  let utime = 0
  while (at < length && field <= RSS) {
    let value = 0
    const negative = bytes[at] === MINUS
    for (; at < length; at++) {
      const byte = bytes[at] ?? BLANK
      if (byte === BLANK || byte === 0x0a) break
      const digit = byte - 48
      if (digit >= 0 && digit <= 9) value = value * 10 + digit
    }
    at++
    if (field === PARENT) out.parent = value
    else if (field === FLAGS) out.kernelThread = Math.floor(value / KERNEL_THREAD) % 2 === 1
    else if (field === UTIME) utime = value
    else if (field === STIME) out.ticks = utime + value
    else if (field === NICE) out.nice = negative ? -value : value
    else if (field === THREADS) out.threads = value
    else if (field === START) out.startTicks = value
    else if (field === RSS) out.rssPages = value
    field++
  }
  return field > RSS
}

function lastIndexOf(bytes: Uint8Array, byte: number, length: number): number {
  for (let i = length - 1; i >= 0; i--) if (bytes[i] === byte) return i
  return -1
}

/** The kernel's letters: idle and uninterruptible waits count as sleeping, tracing as stopped, dead as zombie. */
export function stateOf(letter: number): ProcessState {
  switch (String.fromCharCode(letter)) {
    case 'R':
      return 'running'
    case 'T':
    case 't':
      return 'stopped'
    case 'Z':
    case 'X':
    case 'x':
      return 'zombie'
    default:
      return 'sleeping'
  }
}
