import { closeSync, openSync, readSync } from 'node:fs'

const RECOUNT_MS = 15_000
const PAGE = 4096
const STATE_COLUMN = 3
const HEADING = 'st'
const LISTEN = '0A'
/** Half-open connections: kernels before 4.4 list them among the listening sockets. */
const HALF_OPEN = '03'
/** As many in a row are a flood: newer kernels list those after the listening sockets, and there may be thousands. */
const MOST_HALF_OPEN = 64

/** Counts listening TCP sockets of `/proc/net/tcp` and `tcp6`, at most every 15 s. */
export function createListenerCount(net: string): (now: number) => number | null {
  let countedAt = Number.NEGATIVE_INFINITY
  let count: number | null = null
  return (now) => {
    if (now - countedAt >= RECOUNT_MS) {
      const four = countListening(`${net}/tcp`)
      const six = countListening(`${net}/tcp6`)
      count = four === null && six === null ? null : (four ?? 0) + (six ?? 0)
      countedAt = now
    }
    return count
  }
}

/**
 * The kernel lists listening sockets first. Reading stops at the first of another state, so that 50,000 connections
 * cost no more than one page.
 */
export function countListening(path: string): number | null {
  const page = Buffer.allocUnsafe(PAGE)
  let fd: number | undefined
  let count = 0
  let halfOpen = 0
  let rest = ''
  try {
    fd = openSync(path, 'r')
    for (let position = 0; ; ) {
      const got = readSync(fd, page, 0, PAGE, position)
      if (got === 0) return count
      position += got
      const lines = (rest + page.toString('latin1', 0, got)).split('\n')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        const state = line.trim().split(/\s+/, STATE_COLUMN + 1)[STATE_COLUMN]
        if (state === LISTEN) {
          count++
          halfOpen = 0
        } else if (state !== HEADING && (state !== HALF_OPEN || ++halfOpen > MOST_HALF_OPEN)) return count
      }
    }
  } catch {
    return null
  } finally {
    if (fd !== undefined) closeSync(fd)
  }
}
