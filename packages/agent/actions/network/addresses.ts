import { endianness } from 'node:os'

/** The kernel writes addresses of `/proc/net/tcp` and the like as words of its own byte order. */
const LITTLE = endianness() === 'LE'

/** `0100007F` is 127.0.0.1. */
export function ipv4Of(hex: string): string {
  const bytes = bytesOf(hex)
  return (LITTLE ? bytes.reverse() : bytes).join('.')
}

/** 32 digits in words of the kernel's byte order, as sockets are told. */
export function ipv6OfWords(hex: string): string {
  const bytes = [0, 8, 16, 24].flatMap((at) => {
    const word = bytesOf(hex.slice(at, at + 8))
    return LITTLE ? word.reverse() : word
  })
  return ipv6Of(bytes)
}

/** 32 digits in the order of the network, as routes are told. */
export function ipv6OfDigits(hex: string): string {
  return ipv6Of(bytesOf(hex))
}

/** How many bits of a mask are set. */
export function prefixOf(hex: string): number {
  return bytesOf(hex).reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0)
}

function bytesOf(hex: string): number[] {
  return Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(i * 2, i * 2 + 2), 16))
}

/** As RFC 5952 wants it: the longest run of zeros left out, IPv4 as IPv4. */
function ipv6Of(bytes: readonly number[]): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((bytes[i * 2] ?? 0) << 8) | (bytes[i * 2 + 1] ?? 0))
  if (groups.slice(0, 5).every((each) => each === 0) && groups[5] === 0xffff) return `::ffff:${bytes.slice(12).join('.')}`
  const { start, length } = longestZeros(groups)
  const words = groups.map((each) => each.toString(16))
  return length < 2 ? words.join(':') : `${words.slice(0, start).join(':')}::${words.slice(start + length).join(':')}`
}

function longestZeros(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 }
  for (let start = 0; start < groups.length; start++) {
    let length = 0
    while (groups[start + length] === 0) length++
    if (length > best.length) best = { start, length }
  }
  return best
}
