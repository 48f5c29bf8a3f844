import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { BlockList, isIP } from 'node:net'

/** Link-local with the clouds' metadata services, multicast, and what is no address: no exporter is there. */
const forbidden = new BlockList()
forbidden.addSubnet('0.0.0.0', 8, 'ipv4')
forbidden.addSubnet('169.254.0.0', 16, 'ipv4')
forbidden.addSubnet('224.0.0.0', 3, 'ipv4')
forbidden.addAddress('100.100.100.200', 'ipv4')
forbidden.addAddress('fd00:ec2::254', 'ipv6')
forbidden.addAddress('::', 'ipv6')
forbidden.addSubnet('fe80::', 10, 'ipv6')
forbidden.addSubnet('ff00::', 8, 'ipv6')

function isForbidden(address: string): boolean {
  return forbidden.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

/** Whether the address itself is one that must not be asked; names are looked at when they are resolved. */
export function isForbiddenHost({ hostname }: URL): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  return isIP(host) !== 0 && isForbidden(host)
}

type Done = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/** Names that lead to such an address are refused where they are resolved, so that no second answer can differ. */
export function guardedLookup(name: string, options: LookupOptions, done: Done): void {
  lookup(name, { ...options, all: true }, (error, found) => {
    const [first] = found ?? []
    if (error) done(error, '')
    else if (!first || found.some(({ address }) => isForbidden(address))) done(refused(), '')
    else if (options.all) done(null, found)
    else done(null, first.address, first.family)
  })
}

function refused(): NodeJS.ErrnoException {
  return Object.assign(new Error('the name leads to an address that no exporter has'), { code: 'EFORBIDDEN' })
}
