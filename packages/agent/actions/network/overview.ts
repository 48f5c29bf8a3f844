import { networkInterfaces } from 'node:os'
import type { InterfaceInfo } from '@hyperion/domain/hosts'
import { NETWORK_LIMITS, type ResultOf } from '@hyperion/wire/actions'
import { createFiles, type Files } from '../../linux/files.ts'
import { type Addresses, createLinks, type LinkFacts } from '../../linux/links.ts'
import { networkFolder, type Paths } from '../../linux/paths.ts'
import { finite } from '../../linux/text.ts'
import type { Environment } from '../environment.ts'
import { shown } from '../processes/shown.ts'
import { type Counters, parseCounters, parseNeighbours, parseResolution, parseRoutes, parseRoutes6 } from './tables.ts'

type Overview = ResultOf<'network.overview'>

/** What is known of a host when its network is told. */
export interface NetworkSources {
  readonly at: number
  readonly hostname: string
  readonly paths: Paths
  /** Where `dev`, `route` and so on are. */
  readonly net: string
  readonly files: Files
  readonly addresses: () => Addresses
}

/** How this host is connected, read from the kernel's files alone. */
export async function networkOverview({ host, paths, clock }: Environment): Promise<Overview> {
  const files = createFiles()
  try {
    const at = clock.now()
    return overviewIn({ at, hostname: host.info.hostname, paths, net: networkFolder(paths), files, addresses: networkInterfaces })
  } finally {
    files.close()
  }
}

/** The same of any host. */
export function overviewIn({ at, hostname, paths, net, files, addresses }: NetworkSources, facts: LinkFacts = {}): Overview {
  const read = (name: string): string => files.once(`${net}/${name}`) ?? ''
  const links = createLinks(files, paths, net, { ...facts, addresses }).list()
  const counters = parseCounters(read('dev'))
  const prefixes = prefixesOf(addresses())
  // Those that carry something come first: of a host with hundreds of containers the rest is cut.
  const sorted = links.toSorted((a, b) => Number(a.virtual) - Number(b.virtual))
  const routes = [...parseRoutes(read('route')), ...parseRoutes6(read('ipv6_route'))]
  const neighbours = parseNeighbours(read('arp'))
  const kept = <T>(list: readonly T[], most: number): T[] => list.slice(0, most)
  return {
    at,
    hostname: shown(hostname, 255),
    interfaces: kept(sorted, NETWORK_LIMITS.interfaces).map((link) => ({
      ...interfaceOf(link, counters.get(link.name), prefixes),
      ...factsOf(files, `${paths.sys}/class/net/${link.name}`),
    })),
    routes: kept(routes, NETWORK_LIMITS.routes),
    neighbours: kept(neighbours, NETWORK_LIMITS.neighbours),
    dns: resolutionOf(files, paths.etc, paths.run),
    truncated:
      links.length > NETWORK_LIMITS.interfaces || routes.length > NETWORK_LIMITS.routes || neighbours.length > NETWORK_LIMITS.neighbours,
  }
}

const NOTHING: Counters = {
  rxBytes: 0,
  txBytes: 0,
  rxPackets: 0,
  txPackets: 0,
  rxErrors: 0,
  txErrors: 0,
  rxDropped: 0,
  txDropped: 0,
}

function interfaceOf(
  { name, up, virtual, mac, speed, ipv4, ipv6 }: InterfaceInfo,
  counters: Counters = NOTHING,
  prefixes: ReadonlyMap<string, number>,
): Omit<Overview['interfaces'][number], 'state' | 'mtu'> {
  const addressOf = (family: 'ipv4' | 'ipv6') => (address: string) => ({
    address: shown(address, 64),
    prefix: prefixes.get(address) ?? null,
    family,
  })
  const addresses = [...ipv4.map(addressOf('ipv4')), ...ipv6.map(addressOf('ipv6'))].slice(0, NETWORK_LIMITS.addresses)
  return { name, up, virtual, mac, speed, addresses, ...counters }
}

function factsOf(files: Files, folder: string): Pick<Overview['interfaces'][number], 'state' | 'mtu'> {
  const mtu = finite(files.once(`${folder}/mtu`)?.trim())
  return {
    state: shown(files.once(`${folder}/operstate`)?.trim() || 'unknown', 32),
    mtu: mtu !== null && mtu >= 0 ? Math.trunc(mtu) : null,
  }
}

function prefixesOf(addresses: Addresses): Map<string, number> {
  const all = Object.values(addresses).flatMap((each) => each ?? [])
  return new Map(all.flatMap(({ address, cidr }) => (cidr ? [[address, Number(cidr.split('/')[1])] as const] : [])))
}

function resolutionOf(files: Files, etc: string, run: string): Overview['dns'] {
  const own = parseResolution(files.once(`${etc}/resolv.conf`) ?? '')
  const upstream = parseResolution(files.once(`${run}/systemd/resolve/resolv.conf`) ?? '').servers
  const some = (list: readonly string[], length: number): string[] =>
    list.slice(0, NETWORK_LIMITS.servers).map((each) => shown(each, length))
  return { servers: some(own.servers, 64), search: some(own.search, 255), options: some(own.options, 255), upstream: some(upstream, 64) }
}
