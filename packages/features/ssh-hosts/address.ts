import { BlockList, isIP } from 'node:net'

/** No machine has these: "this network", multicast and broadcast. Private networks are where most hosts are. */
const nowhere = new BlockList()
nowhere.addSubnet('0.0.0.0', 8, 'ipv4')
nowhere.addSubnet('224.0.0.0', 3, 'ipv4')
nowhere.addAddress('::', 'ipv6')
nowhere.addSubnet('ff00::', 8, 'ipv6')

/** A host name, or an IP address with a zone at most. */
const ADDRESS = /^[\p{L}\p{N}_]([\p{L}\p{N}._-]{0,251}[\p{L}\p{N}_.])?$/u

/** Whether there can be a machine at an address, by its form alone. */
export function isMachineAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return ADDRESS.test(address) && !/^[\d.]+$/.test(address)
  const [bare = ''] = address.split('%', 1)
  return !nowhere.check(bare, family === 4 ? 'ipv4' : 'ipv6')
}
