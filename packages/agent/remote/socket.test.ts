import { hash } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createPlainServer } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { testCertificate } from '@hyperion/testkit/tls'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { type HubAddress, openSocket } from './socket.ts'

const hub = testCertificate('hub')
const other = testCertificate('other')
const misnamed = testCertificate('misnamed')
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

async function serve(certificate = hub): Promise<{ url: URL; paths: string[] }> {
  const server = createServer({ cert: certificate.cert, key: certificate.key })
  const sockets = new WebSocketServer({ server })
  const paths: string[] = []
  sockets.on('connection', (_socket, request) => paths.push(request.url ?? ''))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stops.push(() => {
    for (const socket of sockets.clients) socket.terminate()
    server.close()
  })
  return { url: new URL(`https://localhost:${(server.address() as AddressInfo).port}`), paths }
}

/** Opens a connection and tells what happens on it; the answer is how it began. */
async function attempt(address: HubAddress): Promise<string> {
  return new Promise((resolve) => {
    const socket = openSocket(address, {
      open: () => {
        resolve('open')
        socket.terminate()
      },
      message: () => {},
      ping: () => {},
      error: (error) => resolve(String(error)),
      closed: () => resolve('closed'),
    })
  })
}

describe('the connection to a hub with a self-made certificate', () => {
  it('is refused unless something makes it trusted', async () => {
    const { url, paths } = await serve()
    expect(await attempt({ url, pin: null, ca: null })).toMatch(/self-signed certificate/)
    expect(await attempt({ url, pin: null, ca: other.cert })).toMatch(/self-signed certificate/)
    expect(paths).toEqual([])
  })

  it('is made when its issuer is trusted', async () => {
    const { url, paths } = await serve()
    expect(await attempt({ url, pin: null, ca: hub.cert })).toBe('open')
    expect(paths).toEqual(['/ws/agent/'])
  })

  it('is refused when the certificate is of another name', async () => {
    const { url } = await serve(misnamed)
    expect(await attempt({ url, pin: null, ca: misnamed.cert })).toMatch(/does not match certificate's altnames/)
  })

  it('is made when it is the one pinned, whatever its name', async () => {
    const { url } = await serve(misnamed)
    expect(await attempt({ url, pin: misnamed.fingerprint, ca: null })).toBe('open')
  })

  it('is refused, with both fingerprints and before a byte is sent, when it is not', async () => {
    const { url, paths } = await serve()
    const outcome = await attempt({ url, pin: other.fingerprint, ca: null })
    expect(outcome).toContain(hub.fingerprint)
    expect(outcome).toContain(other.fingerprint)
    expect(paths).toEqual([])
  })

  it('keeps the path that a proxy serves the hub under', async () => {
    const { url, paths } = await serve()
    expect(await attempt({ url: new URL('/monitoring/', url), pin: hub.fingerprint, ca: null })).toBe('open')
    expect(paths).toEqual(['/monitoring/ws/agent/'])
  })
})

describe('what a server sends', () => {
  /** A server that proves to know WebSockets and then sends these bytes, in pieces of that size. */
  async function sending(bytes: Buffer, piece = bytes.length): Promise<string[]> {
    const server = createPlainServer().listen(0, '127.0.0.1')
    server.on('upgrade', ({ headers }, line) => {
      const accept = hash('sha1', `${headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`, 'base64')
      line.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
      for (let at = 0; at < bytes.length; at += piece) line.write(bytes.subarray(at, at + piece))
      line.resume()
      line.on('error', () => {})
    })
    await once(server, 'listening')
    stops.push(() => server.close())
    const told: string[] = []
    await new Promise<void>((resolve) => {
      openSocket(
        { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), pin: null, ca: null },
        {
          open: () => told.push('open'),
          message: (text) => told.push(text),
          ping: () => told.push('ping'),
          error: (error) => told.push(error.message),
          closed: (code, reason) => {
            told.push(`${code} ${reason}`)
            resolve()
          },
        },
      )
    })
    return told
  }

  const frame = (first: number, payload: string | Buffer, length = payload.length): Buffer => {
    const head = length < 126 ? [first, length] : [first, 126, length >> 8, length & 0xff]
    return Buffer.concat([Buffer.from(head), Buffer.from(payload)])
  }
  const goodbye = frame(0x88, Buffer.concat([Buffer.from([0x11, 0x31]), Buffer.from('no')]))

  it.each([1, 3, 10_000])('is understood in pieces of %i bytes: texts, parts, pings, goodbye', async (piece) => {
    const long = 'é'.repeat(300)
    const parts = [frame(0x01, Buffer.from('é').subarray(0, 1)), frame(0x89, 'are you there'), frame(0x80, Buffer.from('é').subarray(1))]
    const told = await sending(Buffer.concat([frame(0x81, 'hello'), frame(0x81, long, 600), ...parts, goodbye]), piece)
    expect(told).toEqual(['open', 'hello', long, 'ping', 'é', '4401 no'])
  })

  it.each<[string, Buffer, RegExp]>([
    ['a masked frame', Buffer.from([0x81, 0x81, 0, 0, 0, 0, 0]), /masked/],
    ['bits that nobody agreed on', frame(0xc1, 'x'), /bits/],
    ['a part of nothing', frame(0x80, 'x'), /out of turn/],
    ['an unknown kind', frame(0x83, 'x'), /out of turn/],
    ['more than a message may have', Buffer.from([0x81, 127, 0, 0, 0, 0, 0, 4, 0, 1]), /more than 262144/],
    ['no UTF-8', frame(0x81, Buffer.from([0xff])), /utf-8/],
  ])('ends the connection when it is %s', async (_, bytes, reason) => {
    const told = await sending(bytes)
    expect(told).toEqual(['open', expect.stringMatching(reason), '1006 '])
  })

  it('is not taken for a WebSocket when it is something else', async () => {
    const server = createPlainServer((_request, response) => response.writeHead(502).end('down')).listen(0, '127.0.0.1')
    await once(server, 'listening')
    stops.push(() => server.close())
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    expect(await attempt({ url, pin: null, ca: null })).toBe('Error: Unexpected server response: 502')
  })
})
