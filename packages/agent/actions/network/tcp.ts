import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { problemOf } from './connecting.ts'
import { type Outlet, ownOutlet } from './outlet.ts'
import { type Try, tried } from './tries.ts'

const COUNT = 3

/** Whether a port takes connections, and how quickly; nothing is sent over them. */
export async function probeTcp(
  { clock }: Pick<Environment, 'clock'>,
  params: ParamsOf<'network.tcp'>,
  run: Run<'network.tcp'>,
  outlet: Outlet = ownOutlet,
): Promise<ResultOf<'network.tcp'>> {
  const { signal } = run
  const address = await outlet.addressOf(params, signal)
  const once = async (): Promise<Try> => {
    try {
      const { socket, ms } = await outlet.connected(address, params.port, signal)
      socket.destroy()
      return { from: address, ms, ttl: null, problem: null }
    } catch (error) {
      signal.throwIfAborted()
      return { from: null, ms: null, ttl: null, problem: problemOf(error) }
    }
  }
  const tally = await tried({ count: params.count ?? COUNT, clock, signal, tell: (row) => run.rows([row]), once })
  return { address, ...tally }
}
