import { ping } from '../../actions/network/ping.ts'
import { probeTcp } from '../../actions/network/tcp.ts'
import { probeTls } from '../../actions/network/tls.ts'
import { traceroute } from '../../actions/network/traceroute.ts'
import type { ShellImplementations } from '../reach.ts'
import { dnsOverShell } from './dns.ts'
import { outletOf } from './outlet.ts'
import { overviewOverShell } from './overview.ts'
import { socketsOverShell } from './sockets.ts'

export const networkOverShell: ShellImplementations = {
  'network.overview': overviewOverShell,
  'network.sockets': socketsOverShell,
  'network.ping': (params, run, reach) => ping(reach, params, run, outletOf(reach)),
  'network.traceroute': (params, run, reach) => traceroute(params, run, outletOf(reach)),
  'network.tcp': (params, run, reach) => probeTcp(reach, params, run, outletOf(reach)),
  'network.tls': (params, run, reach) => probeTls(params, run, outletOf(reach)),
  'network.dns': dnsOverShell,
}
