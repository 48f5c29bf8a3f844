import type { Addresses } from '../linux/links.ts'
import { eachLine } from '../linux/text.ts'

type Address = NonNullable<Addresses[string]>[number]

/** Addresses by interface from `ip -o -4 addr show` and `/proc/net/if_inet6`. */
export function parseAddresses(four: string, six: string): Addresses {
  const addresses: Record<string, Address[]> = {}
  const add = (name: string, family: 'IPv4' | 'IPv6', address: string): void => {
    const of = addresses[name] ?? []
    addresses[name] = of
    of.push({ address, family, netmask: '', mac: '', internal: false, cidr: null, scopeid: 0 } as Address)
  }
  eachLine(four, (line) => {
    const [, name, address] = /^\d+: +([^\s@]+)\S* +inet (\d{1,3}(?:\.\d{1,3}){3})\b/.exec(line) ?? []
    if (name && address) add(name, 'IPv4', address)
  })
  eachLine(six, (line) => {
    const [, digits, name] = /^([\da-f]{32})(?: +[\da-f]+){4} +(\S+)$/.exec(line) ?? []
    if (name && digits) add(name, 'IPv6', compressed(digits))
  })
  return addresses
}

/** `fe80::1` for its 32 digits. */
function compressed(digits: string): string {
  const groups = digits.match(/.{4}/g) ?? []
  return new URL(`http://[${groups.join(':')}]/`).hostname.slice(1, -1)
}
