import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { createServer as createTcpServer } from 'node:net'
import { gzipSync } from 'node:zlib'
import { testCertificate } from '@hyperion/testkit/tls'
import { afterEach, describe, expect, it } from 'vitest'
import { type Asking, askExporter, ScrapeError } from './exporter-client.ts'

const servers: { close(): unknown; closeAllConnections?(): void }[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections?.()
    server.close()
  }
})

async function listening(server: Server | ReturnType<typeof createTcpServer>, scheme: string): Promise<URL> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return new URL(`${scheme}://127.0.0.1:${(server.address() as { port: number }).port}/metrics`)
}

const ask = (url: URL, more: Partial<Asking> = {}): Promise<string> =>
  askExporter({ url, credentials: null, ca: null, serverName: null, timeoutMs: 2000, ...more })

const served = (listener: RequestListener): Promise<URL> => listening(createServer(listener), 'http')
const problemOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'none',
    (error: unknown) => (error instanceof ScrapeError ? error.problem : String(error)),
  )

describe('asking an exporter', () => {
  it('takes plain and gzipped answers', async () => {
    const url = await served((request, response) => {
      if (request.headers['accept-encoding'] !== 'gzip') response.end('asked for no gzip')
      else response.setHeader('content-encoding', 'gzip').end(gzipSync('a 1\n'))
    })
    expect(await ask(url)).toBe('a 1\n')
    expect(await ask(await served((_, response) => response.end('a 2\n')))).toBe('a 2\n')
  })

  it('brings the credentials that it was given', async () => {
    const url = await served((request, response) => response.end(request.headers.authorization ?? 'none'))
    expect(await ask(url)).toBe('none')
    expect(await ask(url, { credentials: { username: 'ada', password: 'pä:ss' } })).toBe(
      `Basic ${btoa(unescape(encodeURIComponent('ada:pä:ss')))}`,
    )
    expect(await ask(url, { credentials: { bearer: 'abc' } })).toBe('Bearer abc')
  })

  it.each([
    [401, 'credentials'],
    [403, 'credentials'],
    [404, 'no_such_path'],
    [302, 'redirect'],
    [500, 'status'],
    [204, 'status'],
  ])('names what an answer %i means', async (status, problem) => {
    const url = await served((_, response) => response.writeHead(status, { location: 'http://169.254.169.254/' }).end())
    expect(await problemOf(ask(url))).toBe(problem)
  })

  it('stops reading at its limit, packed or not', async () => {
    const large = Buffer.alloc(9 * 1024 * 1024, 'x')
    expect(await problemOf(ask(await served((_, response) => response.end(large))))).toBe('too_large')
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    const url = await served((_, response) => response.setHeader('content-encoding', 'gzip').end(bomb))
    expect(await problemOf(ask(url))).toBe('too_large')
  })

  it('waits no longer than it may: for a connection, an answer, or the rest of it', async () => {
    const silent = await listening(createTcpServer(), 'http')
    expect(await problemOf(ask(silent, { timeoutMs: 100 }))).toBe('timeout')
    const half = await served((_, response) => response.write('a 1\n'))
    expect(await problemOf(ask(half, { timeoutMs: 100 }))).toBe('timeout')
  })

  it('tells what else may be wrong', async () => {
    const closed = await listening(createTcpServer(), 'http')
    servers.pop()?.close()
    expect(await problemOf(ask(closed))).toBe('refused')
    const cut = await listening(
      createTcpServer((socket) => socket.destroy()),
      'http',
    )
    expect(await problemOf(ask(cut))).toBe('cut_off')
    const other = await listening(
      createTcpServer((socket) => socket.end('SSH-2.0-OpenSSH\r\n')),
      'http',
    )
    expect(await problemOf(ask(other))).toBe('not_http')
    const broken = await served((_, response) => response.setHeader('content-encoding', 'gzip').end('no gzip'))
    expect(await problemOf(ask(broken))).toBe('unreadable')
    expect(await problemOf(ask(new URL('http://no-such-host.invalid/metrics')))).toBe('unknown_name')
  })

  it.each([
    'http://169.254.169.254/metrics',
    'http://[fe80::1]/',
    'http://0.0.0.0/',
    'http://[::ffff:169.254.169.254]/',
    'http://[fd00:ec2::254]/',
  ])('never asks %s', async (address) => {
    expect(await problemOf(ask(new URL(address), { timeoutMs: 500 }))).toBe('forbidden')
  })
})

describe('an exporter behind TLS', () => {
  const { cert, key } = testCertificate('hub')
  const secured = (certificate = { cert, key }): Promise<URL> =>
    listening(
      createTlsServer(certificate, (_, response) => response.end('a 1\n')),
      'https',
    )

  it('is trusted by its authority alone', async () => {
    const url = await secured()
    expect(await ask(url, { ca: cert })).toBe('a 1\n')
    expect(await problemOf(ask(url))).toBe('certificate')
    expect(await problemOf(ask(url, { ca: testCertificate('other').cert }))).toBe('certificate')
  })

  it('has to be who it says', async () => {
    const misnamed = testCertificate('misnamed')
    const url = await secured(misnamed)
    expect(await problemOf(ask(url, { ca: misnamed.cert }))).toBe('certificate_name')
  })

  it('is told from one without', async () => {
    const plain = await served((_, response) => response.end('a 1\n'))
    plain.protocol = 'https:'
    expect(await problemOf(ask(plain))).toBe('not_tls')
  })
})
