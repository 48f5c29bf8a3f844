import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Outgoing } from './outgoing.ts'
import { isPublicAddress } from './public-address.ts'

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '1.1.1.1', '172.32.0.1', '2606:4700::1111', '2a00:1450::1'])('takes %s', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  it.each([
    ...['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '0.0.0.0', '100.64.0.1'],
    ...['224.0.0.1', '255.255.255.255', '::', '::1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '::ffff:10.0.0.1', '::ffff:8.8.8.8'],
    ...['64:ff9b::7f00:1', '2001:db8::1', '2002:7f00:1::', '2001::1'],
  ])('refuses %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it('refuses whatever maps a private address', () => {
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(fc.property(byte, byte, byte, (b, c, d) => !isPublicAddress(`::ffff:10.${b}.${c}.${d}`)))
  })
})

describe('Outgoing', () => {
  let server: Server
  let port: number
  let asked: string[]

  beforeEach(async () => {
    asked = []
    server = createServer((request, response) => {
      asked.push(`${request.headers.host}${request.url}`)
      if (request.url === '/silent') return
      if (request.url === '/moved') return void response.writeHead(302, { location: '/elsewhere' }).end()
      response.end('x'.repeat(request.url === '/endless' ? 1_000_000 : 10))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    port = (server.address() as AddressInfo).port
  })
  afterEach(() => {
    server.closeAllConnections()
    server.close()
  })

  const post = (address: string, options: Partial<ConstructorParameters<typeof Outgoing>[0]> = {}) =>
    new Outgoing({ allowPrivate: [], ...options }).post(new URL(address), '{}')

  it('refuses addresses of the own network, written out or behind a name', async () => {
    const refused = { error: expect.stringContaining('private network') }
    const hosts = ['127.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '169.254.169.254']
    for (const host of hosts) expect([host, await post(`http://${host}:${port}/`)]).toEqual([host, refused])
    const mixed = async () => ['8.8.8.8', '10.0.0.1'].map((address) => ({ address, family: 4 }))
    expect(await post('http://rebind.example/', { resolve: mixed })).toEqual(refused)
    expect(await post('http://nowhere.example/', { resolve: async () => [] })).toEqual({ error: 'the name has no address' })
    expect(asked).toEqual([])
  })

  it('calls those allowed by host and port, or all, at the address that was checked', async () => {
    const here = async () => [{ address: '127.0.0.1', family: 4 }]
    const byName = await post(`http://hooks.example:${port}/a`, { resolve: here, allowPrivate: [`hooks.example:${port}`] })
    expect(byName).toMatchObject({ status: 200, body: 'xxxxxxxxxx' })
    expect(await post(`http://127.0.0.1:${port}/b`, { allowPrivate: ['all'] })).toMatchObject({ status: 200 })
    expect(await post(`http://127.0.0.1:${port}/c`, { allowPrivate: ['127.0.0.1:1'] })).toHaveProperty('error')
    expect(asked).toEqual([`hooks.example:${port}/a`, `127.0.0.1:${port}/b`])
  })

  it('follows no redirect, reads no endless answer and waits for none that does not come', async () => {
    const allowPrivate = ['all']
    expect(await post(`http://127.0.0.1:${port}/moved`, { allowPrivate })).toMatchObject({ status: 302 })
    const endless = await post(`http://127.0.0.1:${port}/endless`, { allowPrivate })
    expect('body' in endless && endless.body.length).toBeLessThan(200_000)
    expect(await post(`http://127.0.0.1:${port}/silent`, { allowPrivate, timeoutMs: 50 })).toEqual({ error: 'no answer in time' })
    expect(asked).toHaveLength(3)
  })

  it('says what failed without the address', async () => {
    const answer = await post('http://127.0.0.1:1/secret', { allowPrivate: ['all'] })
    expect(answer).toEqual({ error: 'cannot be reached (ECONNREFUSED)' })
  })
})
