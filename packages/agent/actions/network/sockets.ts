import { NETWORK_LIMITS, type ParamsOf, PROTOCOLS, type ResultOf, type RowOf } from '@hyperion/wire/actions'
import { createFiles } from '../../linux/files.ts'
import { networkFolder } from '../../linux/paths.ts'
import { createUserNames } from '../../linux/users.ts'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { shown } from '../processes/shown.ts'
import { createNames, findHolders } from './holders.ts'
import { type ListedSocket, linesOf, parseInternetSocket, parseUnixSocket } from './socket-tables.ts'

type Params = ParamsOf<'network.sockets'>
type Row = RowOf<'network.sockets'>

/** Sockets of this host with the processes that hold them; no program is started for it. */
export async function listSockets(
  { paths, clock }: Environment,
  params: Params,
  run: Run<'network.sockets'>,
): Promise<ResultOf<'network.sockets'>> {
  const { bySocket, seesAll } = await findHolders(paths.proc, params.pid, run.signal)
  const files = createFiles()
  const userOf = createUserNames(files, `${paths.etc}/passwd`, () => performance.now())
  const nameOf = createNames(paths.proc)
  const net = networkFolder(paths)
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

  try {
    for (const protocol of protocolsOf(params)) {
      for await (const lines of linesOf(`${net}/${protocol}`)) {
        run.signal.throwIfAborted()
        const found = lines.map((line) => parse(line, protocol)).filter((each) => each !== null && wanted(each)) as ListedSocket[]
        const rows = found.slice(0, NETWORK_LIMITS.sockets - told).map(rowOf)
        total += found.length
        told += rows.length
        if (rows.length > 0) await run.rows(rows)
      }
    }
  } finally {
    files.close()
  }
  return { at: clock.now(), total, truncated: total > told, unknownProcesses, seesAll }
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
