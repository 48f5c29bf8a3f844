import { randomInt } from 'node:crypto'
import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { ActionError } from '@hyperion/domain/actions'
import { NETWORK_LIMITS, type ResultOf } from '@hyperion/wire/actions'
import type { Outlet } from '../../actions/network/outlet.ts'
import { parseResolution } from '../../actions/network/tables.ts'
import { shown } from '../../actions/processes/shown.ts'
import { ask, inParts } from '../parts.ts'
import type { Reach, ShellImplementation } from '../reach.ts'
import { unlessEnded } from '../scripted.ts'
import { question, readAnswer } from './dns-message.ts'
import { outletOf } from './outlet.ts'

type Result = ResultOf<'network.dns'>
type Told = Pick<Result, 'status' | 'answers'>

const PORT = 53
const PATIENCE_MS = 6000

const SERVERS_SCRIPT = inParts(`
part resolution
head -c 100000 /etc/resolv.conf 2>/dev/null
`)

/** Asks the resolvers of a host, or one that is named, over TCP: an SSH server forwards nothing else. */
export const dnsOverShell: ShellImplementation<'network.dns'> = async ({ name, type, server, port = PORT }, run, reach) => {
  const outlet = outletOf(reach)
  const addresses = server === undefined ? await serversOf(run.signal, reach) : [await outlet.addressOf({ target: server }, run.signal)]
  const asking = { id: randomInt(0x10000), name, type, port }
  const begun = performance.now()
  let told: Told = { status: 'unreachable', answers: [] }
  for (const address of addresses) {
    told = await answerOf(address, asking, outlet, run.signal, reach)
    if (told.status === 'ok' || told.status === 'no_domain' || told.status === 'no_data') break
  }
  return {
    servers: addresses.map((each) => (port === PORT ? each : isIP(each) === 6 ? `[${each}]:${port}` : `${each}:${port}`)),
    ms: performance.now() - begun,
    status: told.status,
    answers: told.answers.slice(0, NETWORK_LIMITS.answers).map(({ value, ttl }) => ({ value: shown(value, 4096), ttl })),
  }
}

async function serversOf(signal: AbortSignal, reach: Reach): Promise<readonly string[]> {
  const parts = await ask(SERVERS_SCRIPT, [], { signal }, reach)
  const servers = parseResolution(parts.get('resolution') ?? '').servers.filter((each) => isIP(each.replace(/%.*/, '')) !== 0)
  // What a resolver takes when it is told of none.
  return servers.length > 0 ? servers.slice(0, NETWORK_LIMITS.servers) : ['127.0.0.1']
}

type Asking = { readonly id: number; readonly port: number; readonly name: string; readonly type: Parameters<typeof question>[2] }

async function answerOf(
  address: string,
  { id, name, type, port }: Asking,
  outlet: Outlet,
  signal: AbortSignal,
  reach: Reach,
): Promise<Told> {
  let stream: Duplex | null = null
  try {
    stream = (await outlet.connected(address, port, signal)).socket
    stream.write(question(id, name, type))
    return readAnswer(await unlessEnded(signal, messageOf(stream, reach)), id, type)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ActionError) throw error
    const { code } = error as NodeJS.ErrnoException
    const status = code === 'ETIMEDOUT' ? 'timeout' : code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' ? 'unreachable' : 'failed'
    return { status, answers: [] }
  } finally {
    stream?.destroy()
  }
}

/** The first message that comes, by the length before it. */
function messageOf(stream: Duplex, { clock }: Reach): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0)
    const stop = clock.after(PATIENCE_MS, () => reject(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
    stream.on('data', (data: Buffer) => {
      bytes = Buffer.concat([bytes, data])
      if (bytes.length < 2 || bytes.length < 2 + bytes.readUInt16BE(0)) return
      stop()
      resolve(bytes.subarray(2, 2 + bytes.readUInt16BE(0)))
    })
    stream.on('close', () => {
      stop()
      reject(new Error('the server hung up'))
    })
  })
}
