import type { Environment } from '../environment.ts'
import type { AreaImplementations } from '../implementation.ts'
import { probeDns } from './dns.ts'
import { networkOverview } from './overview.ts'
import { ping } from './ping.ts'
import { listSockets } from './sockets.ts'
import { probeTcp } from './tcp.ts'
import { probeTls } from './tls.ts'
import { traceroute } from './traceroute.ts'

export function networkImplementations(environment: Environment): AreaImplementations<'network'> {
  return {
    'network.overview': () => networkOverview(environment),
    'network.sockets': (params, run) => listSockets(environment, params, run),
    'network.ping': (params, run) => ping(environment, params, run),
    'network.traceroute': (params, run) => traceroute(params, run),
    'network.tcp': (params, run) => probeTcp(environment, params, run),
    'network.tls': (params, run) => probeTls(params, run),
    'network.dns': (params, run) => probeDns(params, run),
  }
}
