import { close, open, read } from 'node:fs'
import { promisify } from 'node:util'
import type { RowOf } from '@hyperion/wire/actions'
import { shown } from '../processes/shown.ts'
import { ipv4Of, ipv6OfWords } from './addresses.ts'

type Row = RowOf<'network.sockets'>

/** A socket as the kernel's tables tell it; whose it is is found elsewhere. */
export interface ListedSocket extends Omit<Row, 'user' | 'pid' | 'process' | 'others'> {
  readonly uid: number | null
}

const TCP_STATES: Readonly<Record<string, Row['state']>> = {
  '01': 'established',
  '02': 'syn_sent',
  '03': 'syn_received',
  '04': 'fin_wait_1',
  '05': 'fin_wait_2',
  '06': 'time_wait',
  '07': 'closed',
  '08': 'close_wait',
  '09': 'last_ack',
  '0A': 'listening',
  '0B': 'closing',
  '0C': 'syn_received',
}

/** A line of `/proc/net/tcp`, `tcp6`, `udp` or `udp6`; null for its heading. */
export function parseInternetSocket(line: string, protocol: Exclude<Row['protocol'], 'unix'>): ListedSocket | null {
  const [, local = '', remote = '', stateText = '', queues = '', , , uid = '', , inode = ''] = line.trim().split(/\s+/, 10)
  const state = TCP_STATES[stateText]
  if (!state || !/^\d+$/.test(inode)) return null
  const here = endOf(local, protocol)
  const there = endOf(remote, protocol)
  const [send = '', receive = ''] = queues.split(':')
  return {
    protocol,
    state: protocol.startsWith('udp') && state === 'closed' ? 'unconnected' : state,
    localAddress: here.address,
    localPort: here.port,
    remoteAddress: there.port === 0 ? null : there.address,
    remotePort: there.port === 0 ? null : there.port,
    receiveQueue: Number.parseInt(receive, 16) || 0,
    sendQueue: Number.parseInt(send, 16) || 0,
    uid: Number(uid),
    inode: Number(inode),
  }
}

const ACCEPTS = 0x10000

/** A line of `/proc/net/unix`; null for its heading. A path may hold spaces. */
export function parseUnixSocket(line: string): ListedSocket | null {
  const [, , flags = '', state = '', inode = '', path = ''] = /^\S+: (\S+) \S+ (\S+) \S+ (\S+)\s+(\d+)(?: (.*))?$/.exec(line) ?? []
  if (inode === '') return null
  const listens = (Number.parseInt(flags, 16) & ACCEPTS) !== 0
  return {
    protocol: 'unix',
    state: listens ? 'listening' : state === '03' ? 'established' : state === '02' ? 'syn_sent' : 'unconnected',
    localAddress: shown(path, 255),
    localPort: null,
    remoteAddress: null,
    remotePort: null,
    receiveQueue: null,
    sendQueue: null,
    uid: null,
    inode: Number(inode),
  }
}

function endOf(text: string, protocol: string): { readonly address: string; readonly port: number } {
  const [address = '', port = ''] = text.split(':')
  return { address: protocol.endsWith('6') ? ipv6OfWords(address) : ipv4Of(address), port: Number.parseInt(port, 16) }
}

const PART = 64 * 1024
const files = { open: promisify(open), read: promisify(read), close: promisify(close) }

/** The lines of a file of any length, read part by part; none of one that is absent. */
export async function* linesOf(path: string): AsyncGenerator<readonly string[]> {
  const fd = await files.open(path, 'r').catch(() => null)
  if (fd === null) return
  try {
    const buffer = Buffer.allocUnsafe(PART)
    let rest = ''
    for (;;) {
      const { bytesRead } = await files.read(fd, buffer, 0, PART, null)
      if (bytesRead === 0) break
      const lines = (rest + buffer.toString('latin1', 0, bytesRead)).split('\n')
      rest = lines.pop() ?? ''
      yield lines
    }
    if (rest !== '') yield [rest]
  } finally {
    await files.close(fd)
  }
}
