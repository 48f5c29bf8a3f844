import { reading } from '@hyperion/domain/metrics'
import { eachLine, finite } from '../linux/text.ts'
import type { CollectorFactory } from './collector.ts'

export const createConnectionsCollector: CollectorFactory = (sources) => (now) => {
  const four = sources.files.text(`${sources.net}/sockstat`)
  if (four === null) return []
  const six = sources.files.text(`${sources.net}/sockstat6`)
  const snmp = sources.files.text(`${sources.net}/snmp`)
  return [
    reading('connections', '', {
      tcp: added(socketsInUse(four, 'TCP:'), six === null ? null : socketsInUse(six, 'TCP6:')),
      tcp_established: snmp === null ? null : parseEstablished(snmp),
      tcp_listen: sources.listeners(now),
      udp: added(socketsInUse(four, 'UDP:'), six === null ? null : socketsInUse(six, 'UDP6:')),
    }),
  ]
}

function added(four: number | null, six: number | null): number | null {
  return four === null && six === null ? null : (four ?? 0) + (six ?? 0)
}

/** The `inuse` figure of one protocol's line in `/proc/net/sockstat` or `sockstat6`. */
export function socketsInUse(text: string, protocol: string): number | null {
  let inUse: number | null = null
  eachLine(text, (line) => {
    if (line.startsWith(`${protocol} inuse `)) inUse = finite(line.slice(protocol.length + 7).split(' ', 1)[0])
  })
  return inUse
}

/** `CurrEstab` of `/proc/net/snmp`, both address families: the kernel keeps it, so 50,000 sockets need not be listed. */
export function parseEstablished(text: string): number | null {
  let names: string[] | null = null
  let established: number | null = null
  eachLine(text, (line) => {
    if (!line.startsWith('Tcp: ')) return
    const words = line.split(' ')
    if (names === null) names = words
    else established = finite(words[names.indexOf('CurrEstab')])
  })
  return established
}
