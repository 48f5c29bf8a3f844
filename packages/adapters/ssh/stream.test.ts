import { chmodSync } from 'node:fs'
import { createServer } from 'node:net'
import { buffer } from 'node:stream/consumers'
import type { SshConnection, SshSecret } from '@hyperion/ports/ssh'
import { keyPair, SSH_PASSWORD, SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSshClient } from './index.ts'

const client = createSshClient({ connectMs: 4000 })
const PASSWORD: SshSecret = { kind: 'password', password: SSH_PASSWORD }

describe('a socket of the other side', () => {
  let sshd: Sshd
  let path = ''
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => {})
    socket.pipe(socket)
  })

  beforeAll(async () => {
    sshd = await Sshd.start()
    path = sshd.path('echo.sock')
    await new Promise<void>((resolve) => server.listen(path, resolve))
    chmodSync(path, 0o666)
  })
  afterAll(async () => {
    server.close()
    await sshd.stop()
  })

  async function connect(secret = PASSWORD): Promise<SshConnection> {
    const there = { address: '127.0.0.1', port: sshd.port }
    return client.connect({ ...there, username: SSH_USER, secret, hostKey: await client.hostKey(there) })
  }

  it('is spoken with in both ways, no faster than it is read, to its end', async () => {
    const connection = await connect()
    const stream = await connection.connectTo(path)
    const sent = Buffer.alloc(8 * 1024 * 1024, 'all of it, ')
    stream.end(sent)
    expect((await buffer(stream)).equals(sent)).toBe(true)
    const left = await connection.connectTo(path)
    left.destroy()
    expect(await connection.run('echo on', '', { ms: 5000, bytes: 100 })).toBe('on\n')
    connection.end()
  })

  it('is not reached where nothing is, where the account may not, and where its key forwards nothing', async () => {
    const connection = await connect()
    await expect(connection.connectTo('/nowhere.sock')).rejects.toMatchObject({ kind: 'forwarding' })
    chmodSync(path, 0o600)
    await expect(connection.connectTo(path)).rejects.toMatchObject({ kind: 'forwarding' })
    chmodSync(path, 0o666)
    connection.end()
    const pair = keyPair()
    sshd.authorize(`restrict ${pair.publicKey}`)
    const restricted = await connect({ kind: 'key', privateKey: await client.openKey(pair.privateKey, null) })
    await expect(restricted.connectTo(path)).rejects.toMatchObject({ kind: 'forwarding' })
    restricted.end()
  })

  it('is lost with its connection', async () => {
    const connection = await connect()
    const stream = await connection.connectTo(path)
    const over = buffer(stream).catch((failure: unknown) => failure)
    stream.write('half of')
    await sshd.kill()
    expect(await over).toMatchObject({ kind: 'lost' })
    await expect(connection.connectTo(path)).rejects.toMatchObject({ kind: 'lost' })
    await sshd.restart()
  })
})
