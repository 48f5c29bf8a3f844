import type { ResultOf } from '@hyperion/wire/actions'
import { eachLine, numbersIn } from '../../linux/text.ts'
import { ipv4Of, ipv6OfDigits, prefixOf } from './addresses.ts'

type Overview = ResultOf<'network.overview'>
export type Route = Overview['routes'][number]
export type Neighbour = Overview['neighbours'][number]
export type Resolution = Omit<Overview['dns'], 'upstream'>

const FLAG = { up: 0x1, gateway: 0x2, reject: 0x200, cache: 0x0100_0000, local: 0x8000_0000 } as const
/** Of every interface, and of no use to anybody. */
const MULTICAST = 'ff00::'

/** `/proc/net/route`: the main table. */
export function parseRoutes(text: string): Route[] {
  const routes: Route[] = []
  eachLine(text, (line) => {
    const [name = '', destination = '', gateway = '', flagText = '', , , metric = '', mask = ''] = line.trim().split(/\s+/)
    const flags = Number.parseInt(flagText, 16)
    if (!/^[\dA-F]{8}$/i.test(destination) || !/^[\dA-F]{8}$/i.test(mask) || !(flags & FLAG.up)) return
    routes.push({
      family: 'ipv4',
      destination: `${ipv4Of(destination)}/${prefixOf(mask)}`,
      gateway: flags & FLAG.gateway ? ipv4Of(gateway) : null,
      // A route to nowhere has none.
      interface: name === '*' ? '' : name,
      metric: Number(metric) || 0,
      kind: flags & FLAG.reject ? 'unreachable' : 'unicast',
    })
  })
  return routes
}

/** `/proc/net/ipv6_route`, without the kernel's own entries for its addresses. */
export function parseRoutes6(text: string): Route[] {
  const routes: Route[] = []
  eachLine(text, (line) => {
    const [destination = '', prefix = '', , , gateway = '', metric = '', , , flagText = '', name = ''] = line.trim().split(/\s+/)
    const flags = Number.parseInt(flagText, 16)
    if (destination.length !== 32 || !(flags & FLAG.up) || name === 'lo' || (flags & (FLAG.local | FLAG.cache)) !== 0) return
    const address = ipv6OfDigits(destination)
    if (address === MULTICAST) return
    routes.push({
      family: 'ipv6',
      destination: `${address}/${Number.parseInt(prefix, 16)}`,
      gateway: /^0+$/.test(gateway) ? null : ipv6OfDigits(gateway),
      interface: name,
      metric: Number.parseInt(metric, 16),
      kind: flags & FLAG.reject ? 'unreachable' : 'unicast',
    })
  })
  return routes
}

const COMPLETE = 0x2

/** `/proc/net/arp`: IPv4 alone. */
export function parseNeighbours(text: string): Neighbour[] {
  const neighbours: Neighbour[] = []
  eachLine(text, (line) => {
    const [address = '', , flags = '', mac = '', , name = ''] = line.trim().split(/\s+/)
    if (!/^[\d.]+$/.test(address)) return
    const complete = (Number(flags) & COMPLETE) !== 0
    neighbours.push({ address, mac: complete ? mac.toUpperCase().slice(0, 64) : null, interface: name, complete })
  })
  return neighbours
}

/** `/etc/resolv.conf`, and what of it is valid where things are said twice. */
export function parseResolution(text: string): Resolution {
  const servers: string[] = []
  let search: string[] = []
  const options: string[] = []
  eachLine(text, (line) => {
    const [word, ...rest] = line
      .replace(/[#;].*/, '')
      .trim()
      .split(/\s+/)
    if (word === 'nameserver' && rest[0]) servers.push(rest[0])
    else if (word === 'search' || word === 'domain') search = rest
    else if (word === 'options') options.push(...rest)
  })
  return { servers, search, options }
}

export interface Counters {
  readonly rxDropped: number
  readonly txDropped: number
  readonly rxBytes: number
  readonly rxPackets: number
  readonly rxErrors: number
  readonly txBytes: number
  readonly txPackets: number
  readonly txErrors: number
}

const COLUMNS = 12

/** `/proc/net/dev` by name. */
export function parseCounters(text: string): Map<string, Counters> {
  const counters = new Map<string, Counters>()
  eachLine(text, (line) => {
    const colon = line.lastIndexOf(':')
    if (colon < 0) return
    const n = numbersIn(line, colon + 1, COLUMNS)
    if (n.length < COLUMNS) return
    const [rxBytes = 0, rxPackets = 0, rxErrors = 0, rxDropped = 0, , , , , txBytes = 0, txPackets = 0, txErrors = 0, txDropped = 0] = n
    counters.set(line.slice(0, colon).trim(), { rxBytes, rxPackets, rxErrors, rxDropped, txBytes, txPackets, txErrors, txDropped })
  })
  return counters
}
