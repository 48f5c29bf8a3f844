import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { problemOf } from './connecting.ts'
import { type Echo, echo } from './echo.ts'
import { type Outlet, ownOutlet } from './outlet.ts'
import { type Try, tried } from './tries.ts'

const COUNT = 5
const WAIT_S = 2
const FALLBACK_PORT = 443

const WHY = {
  no_program: 'there is no ping on this host: TCP connections were tried instead',
  not_allowed: 'the account may not ping: TCP connections were tried instead',
} as const

/** Whether a machine answers: by ICMP, and by TCP where that cannot be sent. */
export async function ping(
  { clock }: Pick<Environment, 'clock'>,
  params: ParamsOf<'network.ping'>,
  run: Run<'network.ping'>,
  outlet: Outlet = ownOutlet,
): Promise<ResultOf<'network.ping'>> {
  const { signal } = run
  const address = await outlet.addressOf(params, signal)
  let first: Echo | null = await echo({ address, wait: WAIT_S, signal }, outlet)
  const note = first.kind === 'impossible' ? WHY[first.why] : null
  const byEcho = async (): Promise<Try> => {
    const got = first ?? (await echo({ address, wait: WAIT_S, signal }, outlet))
    first = null
    return tryOf(got)
  }
  const byTcp = (): Promise<Try> => knock(outlet, address, params.port ?? FALLBACK_PORT, signal)
  const tell = (row: Parameters<typeof run.rows>[0][number]): Promise<void> => run.rows([row])
  const tally = await tried({ count: params.count ?? COUNT, clock, signal, tell, once: note === null ? byEcho : byTcp })
  return { address, ...tally, method: note === null ? 'icmp' : 'tcp', note }
}

function tryOf(got: Echo): Try {
  if (got.kind === 'reply') return { from: got.from, ms: got.ms, ttl: got.ttl, problem: null }
  if (got.kind === 'exceeded') return { from: got.from, ms: null, ttl: null, problem: 'time to live exceeded' }
  if (got.kind === 'unreachable') return { from: got.from, ms: null, ttl: null, problem: got.problem }
  return { from: null, ms: null, ttl: null, problem: 'no answer' }
}

/** Who refuses a connection is there all the same. */
async function knock(outlet: Outlet, address: string, port: number, signal: AbortSignal): Promise<Try> {
  const begun = performance.now()
  try {
    const { socket, ms } = await outlet.connected(address, port, signal)
    socket.destroy()
    return { from: address, ms, ttl: null, problem: null }
  } catch (error) {
    signal.throwIfAborted()
    const refused = (error as NodeJS.ErrnoException).code === 'ECONNREFUSED'
    return {
      from: refused ? address : null,
      ms: refused ? performance.now() - begun : null,
      ttl: null,
      problem: refused ? null : problemOf(error),
    }
  }
}
