import type { SocketView } from '@hyperion/wire/web'
import { expect, it } from 'vitest'
import { endpoint, machineIn, matchingSockets } from './words.ts'

it.each([
  [' example.com ', 'example.com'],
  ['https://example.com:8443/path?x=1', 'example.com'],
  ['http://[2001:db8::1]/', '2001:db8::1'],
  ['[2001:db8::1]', '2001:db8::1'],
  ['münchen.example', 'xn--mnchen-3ya.example'],
  ['a b', 'a b'],
])('finds the machine in %j', (text, machine) => expect(machineIn(text)).toBe(machine))

it('writes addresses with ports', () => {
  expect(endpoint('::1', 22)).toBe('[::1]:22')
  expect(endpoint('0.0.0.0', 0)).toBe('0.0.0.0:*')
  expect(endpoint('/run/a.sock', null)).toBe('/run/a.sock')
})

it('searches sockets by whatever is shown of them', () => {
  const socket = { protocol: 'tcp', state: 'listening', local_address: '0.0.0.0', local_port: 443, remote_address: null, remote_port: null }
  const sockets = [
    { ...socket, user: 'www', pid: 7, process: 'nginx' },
    { ...socket, local_port: 22, user: 'root', pid: 8, process: 'sshd' },
  ] as SocketView[]
  expect(matchingSockets(sockets, ' NGINX 443').map(({ pid }) => pid)).toEqual([7])
  expect(matchingSockets(sockets, 'tcp').length).toBe(2)
  expect(matchingSockets(sockets, '').length).toBe(2)
  expect(matchingSockets(sockets, 'nginx 22')).toEqual([])
})
