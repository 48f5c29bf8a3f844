import { PROCESS_LIMITS, type ResultOf } from '@hyperion/wire/actions'
import { readFile } from '../../linux/reading.ts'
import { eachLine } from '../../linux/text.ts'
import { type ListedSocket, parseInternetSocket, parseUnixSocket } from '../network/socket-tables.ts'

type Socket = NonNullable<ResultOf<'process.detail'>['sockets']>[number]

const PROTOCOLS = ['tcp', 'tcp6', 'udp', 'udp6'] as const
export const SOCKET_TABLES = [...PROTOCOLS, 'unix'] as const

/** The sockets with these inodes, as the network namespace of their process knows them: those that listen first. */
export async function socketsOf(folder: string, inodes: ReadonlySet<string>): Promise<readonly Socket[]> {
  const tables = new Map<string, string>()
  if (inodes.size === 0) return []
  for (const name of SOCKET_TABLES) tables.set(name, await readFile(`${folder}/net/${name}`, 'latin1').catch(() => ''))
  return socketsIn(tables, inodes)
}

/** By the kernel's tables, by their names. */
export function socketsIn(tables: ReadonlyMap<string, string>, inodes: ReadonlySet<string>): readonly Socket[] {
  const found: Socket[] = []
  const take = (socket: ListedSocket | null): void => {
    if (socket && inodes.has(String(socket.inode))) found.push(socketOf(socket))
  }
  for (const protocol of PROTOCOLS) eachLine(tables.get(protocol) ?? '', (line) => take(parseInternetSocket(line, protocol)))
  eachLine(tables.get('unix') ?? '', (line) => take(parseUnixSocket(line)))
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, PROCESS_LIMITS.sockets)
}

function rank({ protocol, state }: Socket): number {
  return (state === 'listening' ? 0 : 1) + (protocol === 'unix' ? 2 : 0)
}

function socketOf({ protocol, state, localAddress, localPort, remoteAddress, remotePort }: ListedSocket): Socket {
  return { protocol, state, local: endOf(localAddress, localPort), remote: remoteAddress === null ? '' : endOf(remoteAddress, remotePort) }
}

/** `127.0.0.1:8080`, `[::1]:80`, or a path. */
function endOf(address: string, port: number | null): string {
  if (port === null) return address
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`
}
