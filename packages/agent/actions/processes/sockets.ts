import { endianness } from 'node:os'
import { PROCESS_LIMITS, type ResultOf } from '@hyperion/wire/actions'
import { readFile } from '../../linux/reading.ts'
import { eachLine } from '../../linux/text.ts'
import { shown } from './shown.ts'

export type Socket = NonNullable<ResultOf<'process.detail'>['sockets']>[number]

const PROTOCOLS = ['tcp', 'tcp6', 'udp', 'udp6'] as const

const STATES: Readonly<Record<string, Socket['state']>> = {
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

/** The sockets with these inodes, as the network namespace of their process knows them: those that listen first. */
export async function socketsOf(folder: string, inodes: ReadonlySet<string>): Promise<readonly Socket[]> {
  const found: Socket[] = []
  if (inodes.size === 0) return found
  for (const protocol of PROTOCOLS)
    await eachSocket(`${folder}/net/${protocol}`, (line) => {
      const fields = line.trim().split(/\s+/, 10)
      if (inodes.has(fields[9] ?? '')) found.push(internetSocket(protocol, fields))
    })
  await eachSocket(`${folder}/net/unix`, (line) => {
    const [, flags = '', state = '', inode = '', path = ''] = UNIX.exec(line) ?? []
    if (inodes.has(inode)) found.push({ protocol: 'unix', state: unixState(flags, state), local: shown(path, 512), remote: '' })
  })
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, PROCESS_LIMITS.sockets)
}

function rank({ protocol, state }: Socket): number {
  return (state === 'listening' ? 0 : 1) + (protocol === 'unix' ? 2 : 0)
}

async function eachSocket(path: string, visit: (line: string) => void): Promise<void> {
  eachLine(await readFile(path, 'latin1').catch(() => ''), visit)
}

function internetSocket(protocol: (typeof PROTOCOLS)[number], fields: readonly string[]): Socket {
  const [, local = '', remote = '', state = ''] = fields
  const open = STATES[state] ?? 'closed'
  return {
    protocol,
    state: protocol.startsWith('udp') && open === 'closed' ? 'unconnected' : open,
    local: endOf(local),
    remote: remote.endsWith(':0000') ? '' : endOf(remote),
  }
}

const UNIX = /^\S+: \S+ \S+ (\S+) \S+ (\S+)\s+(\d+)(?: (.*))?$/
const ACCEPTS = 0x10000

function unixState(flags: string, state: string): Socket['state'] {
  if ((Number.parseInt(flags, 16) & ACCEPTS) !== 0) return 'listening'
  return state === '03' ? 'established' : state === '02' ? 'syn_sent' : 'unconnected'
}

/** `0100007F:1F90` is 127.0.0.1:8080. */
export function endOf(text: string): string {
  const [address = '', port = ''] = text.split(':')
  const bytes = Array.from({ length: address.length / 8 }, (_, i) => wordOf(address.slice(i * 8, i * 8 + 8))).flat()
  const number = Number.parseInt(port, 16)
  return bytes.length === 4 ? `${bytes.join('.')}:${number}` : `[${ipv6Of(bytes)}]:${number}`
}

/** The kernel writes addresses as words of its own byte order. */
function wordOf(hex: string): number[] {
  const bytes = [0, 2, 4, 6].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))
  return endianness() === 'LE' ? bytes.reverse() : bytes
}

function ipv6Of(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[i * 2] ?? 0) << 8) | (bytes[i * 2 + 1] ?? 0))
  if (groups.slice(0, 5).every((each) => each === 0) && groups[5] === 0xffff) return `::ffff:${bytes.slice(12).join('.')}`
  const zeros = longestZeros(groups)
  const words = groups.map((each) => each.toString(16))
  if (zeros.length < 2) return words.join(':')
  return `${words.slice(0, zeros.start).join(':')}::${words.slice(zeros.start + zeros.length).join(':')}`
}

function longestZeros(groups: readonly number[]): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 }
  for (let start = 0; start < groups.length; start++) {
    let length = 0
    while (groups[start + length] === 0) length++
    if (length > best.length) best = { start, length }
  }
  return best
}
