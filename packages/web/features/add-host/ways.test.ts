import { describe, expect, it } from 'vitest'
import { addressTrouble, commandOf, WAYS } from './ways.ts'

const plain = { hub: 'https://hub.example', token: 'hyp1.a.b', pin: null, pin_key: null, command: 'the usual one' }
const pinned = { ...plain, pin: 'sha256:ab', pin_key: 'sha256//cd=' }

describe('the ways to install an agent', () => {
  it('name the hub and the token', () => {
    expect(commandOf('command', plain, 'observe')).toBe('the usual one')
    for (const way of WAYS.filter((each) => each !== 'command')) {
      expect(commandOf(way, plain, 'observe')).toContain('https://hub.example')
      expect(commandOf(way, plain, 'observe')).toContain('hyp1.a.b')
      expect(commandOf(way, plain, 'observe')).not.toContain('pin')
      expect(commandOf(way, plain, 'observe')).not.toContain('--tier')
    }
  })

  it('let the hub do as much as is chosen, but for a container, which can change nothing', () => {
    for (const way of WAYS.filter((each) => each !== 'container')) expect(commandOf(way, plain, 'operate')).toMatch(/ --tier operate$/)
    expect(commandOf('container', plain, 'full')).toBe(commandOf('container', plain, 'observe'))
  })

  it('pin a certificate that nobody vouches for, of what is fetched too', () => {
    for (const way of WAYS.filter((each) => each !== 'command')) expect(commandOf(way, pinned, 'observe')).toContain(' --pin sha256:ab')
    for (const way of ['container', 'file'] as const)
      expect(commandOf(way, pinned, 'observe')).toContain('curl -fsSLk --pinnedpubkey sha256//cd= https://')
  })
})

it.each([
  ['http://127.0.0.1:8000', 'loopback'],
  ['https://localhost', 'loopback'],
  ['http://[::1]:8000', 'loopback'],
  ['http://hub.lan:8000', 'plain'],
  ['https://hub.lan', null],
])('whether agents elsewhere can use %s: %s', (hub, trouble) => {
  expect(addressTrouble(hub)).toBe(trouble)
})
