import { once } from 'node:events'
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
        socket.terminate()
        resolve('open')
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
