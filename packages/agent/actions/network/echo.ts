import { isIP } from 'node:net'
import { type Outlet, ownOutlet } from './outlet.ts'

/** What came back for one echo request. */
export type Echo =
  | { readonly kind: 'reply'; readonly from: string; readonly ms: number; readonly ttl: number }
  /** Its way was too long: the router where it ended says so. */
  | { readonly kind: 'exceeded'; readonly from: string }
  | { readonly kind: 'unreachable'; readonly from: string | null; readonly problem: string }
  | { readonly kind: 'silent' }
  /** There is no `ping` on this host, or this account may not use it. */
  | { readonly kind: 'impossible'; readonly why: 'no_program' | 'not_allowed' }

export interface EchoOptions {
  /** An address. */
  readonly address: string
  /** Seconds. */
  readonly wait: number
  /** Of routers; the system's own unless told. */
  readonly ttl?: number
  readonly signal: AbortSignal
}

/** One echo request. Node opens no ICMP sockets: the system's `ping` sends it. */
export async function echo({ address, wait, ttl, signal }: EchoOptions, outlet: Outlet = ownOutlet): Promise<Echo> {
  const found: Echo[] = []
  const onLine = (line: string): void => {
    const told = parseEcho(line)
    if (told) found.push(told)
  }
  const args = ['-n', '-c', '1', '-W', String(wait), ...(ttl === undefined ? [] : ['-t', String(ttl)]), address]
  const exit = await outlet.runProgram({ name: 'ping', args, signal, onLine })
  if (!exit) return { kind: 'impossible', why: 'no_program' }
  if (found[0]) return found[0]
  if (/not permitted|lacking privilege|permission denied/i.test(exit.complaint)) return { kind: 'impossible', why: 'not_allowed' }
  const problem = /(?:connect|sendmsg|sendto|bind): (.*)/.exec(exit.complaint)?.[1]
  return problem === undefined ? { kind: 'silent' } : { kind: 'unreachable', from: null, problem: problem.toLowerCase().slice(0, 255) }
}

/** A line of `ping`, of iputils and of BusyBox; null for one that says nothing of an answer. */
export function parseEcho(line: string): Echo | null {
  const reply = /bytes from (\S+): .*ttl=(\d+) time[=<]([\d.]+)/.exec(line)
  if (reply) {
    const [, from = '', ttl, ms] = reply
    return { kind: 'reply', from, ms: Number(ms), ttl: Number(ttl) }
  }
  const [, from = '', text = ''] = /^From (\S+?):? (?:icmp_)?seq=\d+ (.*)$/i.exec(line) ?? []
  if (isIP(from) === 0) return null
  if (/time to live exceeded|hop limit/i.test(text)) return { kind: 'exceeded', from }
  return { kind: 'unreachable', from, problem: text.toLowerCase().slice(0, 255) }
}
