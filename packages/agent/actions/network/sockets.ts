import { NETWORK_LIMITS, type ParamsOf, PROTOCOLS, type ResultOf, type RowOf } from '@hyperion/wire/actions'
import { createFiles } from '../../linux/files.ts'
import { networkFolder } from '../../linux/paths.ts'
import { createUserNames } from '../../linux/users.ts'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { shown } from '../processes/shown.ts'
import { createNames, findHolders, type Holders } from './holders.ts'
import { type ListedSocket, linesOf, parseInternetSocket, parseUnixSocket } from './socket-tables.ts'

type Params = ParamsOf<'network.sockets'>
type Row = RowOf<'network.sockets'>

/** What is known of a host when its sockets are listed. */
export interface SocketSources extends Holders {
  userOf(uid: number): string
  nameOf(pid: number): string | null
  /** The lines of the kernel's table, part by part. */
  table(protocol: Row['protocol']): AsyncIterable<readonly string[]>
}

/** Sockets of this host with the processes that hold them; no program is started for it. */
export async function listSockets(
  { paths, clock }: Environment,
  params: Params,
  run: Run<'network.sockets'>,
): Promise<ResultOf<'network.sockets'>> {
  const holders = await findHolders(paths.proc, params.pid, run.signal)
  const files = createFiles()
  const net = networkFolder(paths)
  const userOf = createUserNames(files, `${paths.etc}/passwd`, () => performance.now())
  const sources = { ...holders, userOf, nameOf: createNames(paths.proc), table: (protocol: string) => linesOf(`${net}/${protocol}`) }
  try {
    return { at: clock.now(), ...(await tellSockets(sources, params, run)) }
  } finally {
    files.close()
  }
}

/** The same of any host. */
export async function tellSockets(
  { bySocket, seesAll, userOf, nameOf, table }: SocketSources,
  params: Params,
  run: Run<'network.sockets'>,
): Promise<Omit<ResultOf<'network.sockets'>, 'at'>> {
  let total = 0
  let told = 0
  let unknownProcesses = 0

  const rowOf = ({ uid, ...socket }: ListedSocket): Row => {
    const holder = bySocket.get(socket.inode)
    if (!holder && socket.inode !== 0) unknownProcesses++
    // One that only waits out is nobody's any more.
    const user = uid === null || socket.inode === 0 ? null : shown(userOf(uid), 255)
    return { ...socket, user, pid: holder?.pid ?? null, process: holder ? nameOf(holder.pid) : null, others: holder?.others ?? 0 }
  }
  const wanted = (socket: ListedSocket): boolean => matches(socket, params) && (params.pid === undefined || bySocket.has(socket.inode))

  for (const protocol of protocolsOf(params)) {
    for await (const lines of table(protocol)) {
      run.signal.throwIfAborted()
      const found = lines.map((line) => parse(line, protocol)).filter((each) => each !== null && wanted(each)) as ListedSocket[]
      const rows = found.slice(0, NETWORK_LIMITS.sockets - told).map(rowOf)
      total += found.length
      told += rows.length
      if (rows.length > 0) await run.rows(rows)
    }
  }
  return { total, truncated: total > told, unknownProcesses, seesAll }
}

function protocolsOf({ protocol }: Params): readonly Row['protocol'][] {
  return protocol === undefined ? PROTOCOLS.filter((each) => each !== 'unix') : [protocol]
}

function parse(line: string, protocol: Row['protocol']): ListedSocket | null {
  return protocol === 'unix' ? parseUnixSocket(line) : parseInternetSocket(line, protocol)
}

function matches({ state, localPort, remotePort }: ListedSocket, { which = 'all', port }: Params): boolean {
  // UDP knows no listening: a socket without another end takes what comes.
  const listens = state === 'listening' || (state === 'unconnected' && localPort !== null)
  if (which !== 'all' && listens !== (which === 'listening')) return false
  return port === undefined || localPort === port || remotePort === port
}
