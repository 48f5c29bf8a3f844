import { once } from 'node:events'
import { createServer, type Server } from 'node:net'
import type { HostKey, SshConnection, SshLogin, SshSecret } from '@hyperion/ports/ssh'
import { keyPair, SSH_PASSWORD, SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSshClient } from './index.ts'

const client = createSshClient({ connectMs: 4000 })
const LIMITS = { ms: 5000, bytes: 64 * 1024 }
const PASSWORD: SshSecret = { kind: 'password', password: SSH_PASSWORD }

let sshd: Sshd
let hostKey: HostKey
const open: SshConnection[] = []

beforeAll(async () => {
  sshd = await Sshd.start()
  hostKey = await client.hostKey({ address: '127.0.0.1', port: sshd.port })
})
afterAll(() => sshd.stop())
beforeEach(() => sshd.shell('/bin/sh'))
afterEach(() => {
  for (const connection of open.splice(0)) connection.end()
})

const login = (secret: SshSecret, change: Partial<SshLogin> = {}): SshLogin => ({
  address: '127.0.0.1',
  port: sshd.port,
  username: SSH_USER,
  hostKey,
  secret,
  ...change,
})

async function connect(secret: SshSecret = PASSWORD, change: Partial<SshLogin> = {}): Promise<SshConnection> {
  const connection = await client.connect(login(secret, change))
  open.push(connection)
  return connection
}

describe('a connection', () => {
  it('begins with the key that the server has', () => {
    expect(`${hostKey.type} ${hostKey.key}`).toBe(sshd.hostKey)
    expect(hostKey.fingerprint).toMatch(/^SHA256:[\w+/]{43}$/)
  })

  it('is let in with a password, and runs one command after another', async () => {
    const connection = await connect()
    expect(await connection.run('id -un', '', LIMITS)).toBe(`${SSH_USER}\n`)
    expect(await connection.run('exec /bin/sh -s', 'echo one\necho two', LIMITS)).toBe('one\ntwo\n')
  })

  it.each([
    ['ed25519', {}],
    ['ed25519', { passphrase: 'secret' }],
    ['rsa', { passphrase: 'secret' }],
    ['rsa', { form: 'PEM' }],
    ['rsa', { form: 'PKCS8', passphrase: 'secret' }],
    ['ecdsa', {}],
  ] as const)('is let in with a key (%s %o)', async (type, options) => {
    const pair = keyPair({ type, ...options })
    sshd.authorize(pair.publicKey)
    const passphrase = 'passphrase' in options ? options.passphrase : null
    const privateKey = await client.openKey(pair.privateKey, passphrase)
    expect(await (await connect({ kind: 'key', privateKey })).run('echo in', '', LIMITS)).toBe('in\n')
  })

  it('of a key that may run one command runs that, whatever is asked', async () => {
    const pair = keyPair()
    sshd.authorize(`restrict,command="echo the only thing" ${pair.publicKey}`)
    const privateKey = await client.openKey(pair.privateKey, null)
    const connection = await connect({ kind: 'key', privateKey })
    for (const command of ['id', 'exec /bin/sh -s', 'cat /etc/shadow'])
      expect(await connection.run(command, 'id', LIMITS)).toBe('the only thing\n')
  })

  it('is refused to whoever has another password, key or name', async () => {
    sshd.authorize()
    const privateKey = await client.openKey(keyPair().privateKey, null)
    await expect(connect({ kind: 'password', password: 'wrong' })).rejects.toMatchObject({
      kind: 'authentication',
      message: 'hyperion-watch is not let in with this password',
    })
    await expect(connect({ kind: 'key', privateKey })).rejects.toMatchObject({
      kind: 'authentication',
      message: expect.stringMatching(/this key$/),
    })
    await expect(connect(PASSWORD, { username: 'stranger' })).rejects.toMatchObject({
      kind: 'authentication',
      message: expect.stringMatching(/^stranger is/),
    })
  })

  it('is not made with a server that has another host key, of this kind or another', async () => {
    const pretender = await Sshd.start()
    try {
      const made = connect(PASSWORD, { port: pretender.port })
      await expect(made).rejects.toMatchObject({
        kind: 'host_key',
        message: expect.stringMatching(/^expected ssh-ed25519 SHA256:\S+, got ssh-ed25519 SHA256:\S+$/),
      })
      expect(pretender.log).not.toContain('Accepted')
      pretender.changeHostKey({ type: 'rsa' })
      await pretender.restart()
      await expect(connect(PASSWORD, { port: pretender.port })).rejects.toMatchObject({
        kind: 'host_key',
        message: expect.stringMatching(/got none of this type$/),
      })
      const rsa = await client.hostKey({ address: '127.0.0.1', port: pretender.port })
      expect(rsa.type).toBe('ssh-rsa')
      expect(await (await connect(PASSWORD, { port: pretender.port, hostKey: rsa })).run('echo in', '', LIMITS)).toBe('in\n')
    } finally {
      await pretender.stop()
    }
  })

  it('that is lost says so, to commands under way too', async () => {
    const own = await Sshd.start()
    try {
      const key = await client.hostKey({ address: '127.0.0.1', port: own.port })
      const connection = await connect(PASSWORD, { port: own.port, hostKey: key })
      const run = connection.run('sleep 60', '', LIMITS).catch((failure: unknown) => failure)
      await own.kill()
      // The command may be seen to end before the connection is.
      expect(await run).toMatchObject({ kind: expect.stringMatching(/lost|command/) })
      expect(await connection.ended).toMatchObject({ kind: 'lost' })
      await expect(connection.run('true', '', LIMITS)).rejects.toMatchObject({ kind: 'lost' })
    } finally {
      await own.stop()
    }
  })

  it('that was ended on purpose has no failure', async () => {
    const connection = await connect()
    connection.end()
    expect(await connection.ended).toBeNull()
  })
})

describe('a command', () => {
  it('that does not end well says how, on one line', async () => {
    const connection = await connect()
    await expect(connection.run('echo "no\nway" >&2; exit 3', '', LIMITS)).rejects.toMatchObject({
      kind: 'command',
      message: 'it ended with 3: no way',
    })
    await expect(connection.run('kill -9 $$', '', LIMITS)).rejects.toMatchObject({ kind: 'command', message: 'it was ended by SIGKILL' })
    sshd.shell('/usr/sbin/nologin')
    await expect((await connect()).run('true', '', LIMITS)).rejects.toMatchObject({
      kind: 'command',
      message: expect.stringMatching(/^it ended with 1: This account is/),
    })
  })

  it('that prints without end, or never ends, is cut off with its connection', async () => {
    const flooding = await connect()
    await expect(flooding.run('yes', '', LIMITS)).rejects.toMatchObject({ kind: 'flood', message: 'it prints more than 64 KiB' })
    expect(await flooding.ended).not.toBeNull()
    const hanging = await connect()
    await expect(hanging.run('sleep 60', '', { ...LIMITS, ms: 300 })).rejects.toMatchObject({
      kind: 'timeout',
      message: 'no complete answer within 0.3 s',
    })
    expect(await hanging.ended).not.toBeNull()
  })

  it('may go without reading its input', async () => {
    expect(await (await connect()).run('echo in', 'x'.repeat(3_000_000), LIMITS)).toBe('in\n')
  })
})

describe('an address', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) server.close()
  })
  const listening = async (answer: string | null): Promise<number> => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      if (answer === null) return
      socket.end(answer)
    }).listen(0, '127.0.0.1')
    servers.push(server)
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }

  it('that leads nowhere is told apart from one where something else answers', async () => {
    const free = await listening('')
    servers.pop()?.close()
    const hostKeyAt = (port: number, address = '127.0.0.1', connectMs = 500) => createSshClient({ connectMs }).hostKey({ address, port })
    await expect(hostKeyAt(22, 'no-such-host.invalid')).rejects.toMatchObject({ kind: 'name' })
    await expect(hostKeyAt(free)).rejects.toMatchObject({ kind: 'refused', message: 'nothing listens on this port' })
    await expect(hostKeyAt(await listening(null))).rejects.toMatchObject({ kind: 'timeout', message: 'no answer within 0.5 s' })
    await expect(hostKeyAt(await listening('HTTP/1.1 400 Bad Request\r\n\r\n'))).rejects.toMatchObject({
      kind: expect.stringMatching(/protocol|lost/),
    })
    await expect(hostKeyAt(await listening(''))).rejects.toMatchObject({ kind: expect.stringMatching(/protocol|lost/) })
    await expect(hostKeyAt(await listening(`SSH-2.0-x\r\n${'\u0000'.repeat(64)}`))).rejects.toMatchObject({
      kind: expect.stringMatching(/protocol|lost/),
    })
  })
})

describe('a private key', () => {
  it('that cannot be opened says why', async () => {
    const encrypted = keyPair({ passphrase: 'secret' })
    await expect(client.openKey(encrypted.privateKey, null)).rejects.toMatchObject({
      kind: 'passphrase',
      message: expect.stringMatching(/is needed$/),
    })
    await expect(client.openKey(encrypted.privateKey, 'wrong')).rejects.toMatchObject({
      kind: 'passphrase',
      message: expect.stringMatching(/not the passphrase/),
    })
    const pkcs8 = keyPair({ type: 'rsa', form: 'PKCS8', passphrase: 'secret' })
    await expect(client.openKey(pkcs8.privateKey, null)).rejects.toMatchObject({
      kind: 'passphrase',
      message: expect.stringMatching(/is needed$/),
    })
    await expect(client.openKey(pkcs8.privateKey, 'wrong')).rejects.toMatchObject({
      kind: 'passphrase',
      message: expect.stringMatching(/not the passphrase/),
    })
    await expect(client.openKey(encrypted.publicKey, null)).rejects.toMatchObject({
      kind: 'key',
      message: expect.stringMatching(/public key/),
    })
    for (const text of ['', 'rubbish', encrypted.privateKey.slice(0, 200), encrypted.privateKey.replace(/\w{40}/, 'A'.repeat(40))]) {
      await expect(client.openKey(text, 'secret')).rejects.toMatchObject({ name: 'SshFailure' })
    }
  })
})
