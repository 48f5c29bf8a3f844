import type { HostInventory } from '@hyperion/domain/hosts'

/**
 * The address of a connection where it is the machine's own: one of those of its interfaces. Behind address translation or
 * a proxy it is that of another machine, and loopback says nothing of where the machine is.
 */
export function ownAddress(address: string, inventory: HostInventory | null): string | null {
  const plain = plainAddress(address)
  if (!inventory || /^(127\.|::1$|0\.|::$|$)/.test(plain)) return null
  const own = inventory.interfaces.flatMap(({ ipv4, ipv6 }) => [...ipv4, ...ipv6]).map(plainAddress)
  return own.includes(plain) ? plain : null
}

/** Without a prefix length, a zone, or IPv6 around IPv4. */
function plainAddress(address: string): string {
  return address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/[/%].*$/, '')
}
