import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, lstatSync, mkdirSync, readFileSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { SftpEntry, SftpSession, SshConnection, SshSecret } from '@hyperion/ports/ssh'
import { keyPair, SSH_PASSWORD, SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createSshClient } from './index.ts'

const client = createSshClient({ connectMs: 4000 })
const PASSWORD: SshSecret = { kind: 'password', password: SSH_PASSWORD }
/** Of the account that the server lets in. */
const UID = 39_001
const GID = 65_534

describe('files of the other side', () => {
  let sshd: Sshd
  let home = ''
  let connection: SshConnection
  let sftp: SftpSession
  const at = (name: string): string => `${home}/${name}`

  beforeAll(async () => {
    sshd = await Sshd.start()
    home = sshd.path('home')
    chownSync(home, UID, GID)
    connection = await connect()
  })
  afterAll(async () => {
    connection.end()
    await sshd.stop()
  })
  beforeEach(async () => {
    sftp = await connection.sftp()
  })
  afterEach(() => {
    sftp.end()
    execFileSync('find', [home, '-mindepth', '1', '-delete'])
  })

  async function connect(secret = PASSWORD): Promise<SshConnection> {
    const there = { address: '127.0.0.1', port: sshd.port }
    return client.connect({ ...there, username: SSH_USER, secret, hostKey: await client.hostKey(there) })
  }

  const text = async (path: Uint8Array | Promise<Uint8Array>): Promise<string> => Buffer.from(await path).toString('utf8')

  async function listed(path: string): Promise<SftpEntry[]> {
    const all: SftpEntry[] = []
    for await (const part of sftp.list(path)) all.push(...part)
    return all
  }

  it('have real paths, attributes, and links that are looked at or through', async () => {
    writeFileSync(at('a'), 'twelve bytes', { mode: 0o640 })
    chmodSync(at('a'), 0o4640)
    symlinkSync('a', at('link'))
    expect(await text(sftp.realPath('.'))).toBe(home)
    expect(await text(sftp.realPath(at('link')))).toBe(at('a'))
    expect(await text(sftp.readLink(at('link')))).toBe('a')
    const { mtimeMs } = lstatSync(at('a'))
    const attributes = { size: 12, mode: 0o104640, modifiedAt: Math.floor(mtimeMs / 1000) * 1000, uid: 0 }
    expect(await sftp.stat(at('link'))).toMatchObject(attributes)
    expect((await sftp.lstat(at('link'))).mode & 0o170000).toBe(0o120000)
    expect(await sftp.space(home)).toMatchObject({ freeBytes: expect.any(Number), readOnly: false })
  })

  it('are listed in parts, whatever bytes their names are', async () => {
    const odd = Buffer.from('caf\xe9 \n"', 'latin1')
    for (let i = 0; i < 1500; i++) writeFileSync(at(`n${i}`), '')
    writeFileSync(Buffer.concat([Buffer.from(`${home}/`), odd]), 'odd')
    const all = await listed(home)
    expect(all).toHaveLength(1501)
    expect(new Set(all.map(({ name }) => Buffer.from(name).toString('latin1'))).size).toBe(1501)
    const found = all.find(({ name }) => odd.equals(name))
    expect(found).toMatchObject({ attributes: { size: 3 }, line: expect.stringMatching(/^-rw-r--r-- +1 root /) })
    const file = await sftp.open(Buffer.concat([Buffer.from(`${home}/`), odd]), 'read')
    expect(await text(file.read(0, 100))).toBe('odd')
    for await (const part of sftp.list(home)) {
      expect(part.length).toBeGreaterThan(0)
      break
    }
    expect(await text(file.read(1, 1))).toBe('d')
    await file.close()
    await expect(listed(at('none'))).rejects.toMatchObject({ name: 'SftpFailure', kind: 'missing' })
  })

  it('are made, written and read at any place, several requests at once', async () => {
    const content = Buffer.alloc(5_000_001, 'all of it, ')
    const file = await sftp.open(at('new'), 'create')
    await file.write(content, 0)
    await file.write(Buffer.from('ALL'), 2)
    content.write('ALL', 2)
    await file.sync()
    expect(content.equals(await file.read(0, 6_000_000))).toBe(true)
    expect(await text(file.read(4_999_999, 100))).toBe(content.subarray(4_999_999).toString())
    expect(await file.read(5_000_001, 10)).toHaveLength(0)
    await file.change({ mode: 0o644, size: 4 })
    expect(await file.stat()).toMatchObject({ size: 4, mode: 0o100644, uid: UID })
    await file.close()
    expect(readFileSync(at('new'), 'utf8')).toBe('alAL')
    await expect(sftp.open(at('new'), 'create')).rejects.toMatchObject({ kind: 'failed' })
    const edited = await sftp.open(at('new'), 'edit')
    await edited.write(Buffer.from('x'), 0)
    await edited.close()
    expect(readFileSync(at('new'), 'utf8')).toBe('xlAL')
  })

  it('are moved where nothing is, put in the place of others, linked and removed', async () => {
    await sftp.makeFolder(at('folder'), 0o700)
    expect(lstatSync(at('folder')).mode & 0o777).toBe(0o700)
    for (const name of ['a', 'b']) writeFileSync(at(name), name)
    execFileSync('chown', ['-R', String(UID), home])
    await expect(sftp.rename(at('a'), at('b'))).rejects.toMatchObject({ kind: 'failed' })
    expect(readFileSync(at('b'), 'utf8')).toBe('b')
    await sftp.rename(at('a'), at('folder/a'))
    await sftp.replace(at('folder/a'), at('b'))
    expect(readFileSync(at('b'), 'utf8')).toBe('a')
    await sftp.makeLink(at('link'), 'folder/nothing')
    expect(readlinkSync(at('link'))).toBe('folder/nothing')
    await sftp.change(at('b'), { mode: 0o600, modifiedAt: 1_000_000_500 })
    expect(await sftp.lstat(at('b'))).toMatchObject({ mode: 0o100600, modifiedAt: 1_000_000_000 })
    await sftp.link(at('b'), at('second'))
    expect(lstatSync(at('second')).nlink).toBe(2)
    await expect(sftp.link(at('b'), at('second'))).rejects.toMatchObject({ kind: 'failed' })
    await sftp.remove(at('second'))
    await sftp.remove(at('link'))
    await sftp.removeFolder(at('folder'))
    await sftp.remove(at('b'))
    expect(await listed(home)).toHaveLength(0)
  })

  it('say what is missing and what the account may not', async () => {
    mkdirSync(at('closed'), { mode: 0o700 })
    writeFileSync(at('closed/secret'), '')
    await expect(sftp.lstat(at('none'))).rejects.toMatchObject({ name: 'SftpFailure', kind: 'missing' })
    await expect(sftp.open(at('none/below'), 'read')).rejects.toMatchObject({ kind: 'missing' })
    await expect(sftp.lstat(at('closed/secret'))).rejects.toMatchObject({ kind: 'permission' })
    await expect(listed(at('closed'))).rejects.toMatchObject({ kind: 'permission' })
    await expect(sftp.open('/etc/gshadow', 'read')).rejects.toMatchObject({ kind: 'permission' })
    await expect(sftp.makeFolder('/etc/hyperion', 0o755)).rejects.toMatchObject({ kind: 'permission' })
    await expect(sftp.change('/etc/passwd', { mode: 0o777 })).rejects.toMatchObject({ kind: 'permission' })
  })

  it('are many sessions of one connection, each ended by itself', async () => {
    const other = await connection.sftp()
    const waiting = other.realPath('.').catch((failure: unknown) => failure)
    other.end()
    expect(await waiting).toMatchObject({ kind: 'lost' })
    await expect(other.realPath('.')).rejects.toMatchObject({ kind: 'lost' })
    expect(await text(sftp.realPath('.'))).toBe(home)
    const opened = await Promise.allSettled(Array.from({ length: 12 }, () => connection.sftp()))
    const refused = opened.filter((each) => each.status === 'rejected')
    expect(refused.map(({ reason }) => reason)).toEqual(
      refused.map(() => expect.objectContaining({ kind: 'busy', message: expect.stringMatching(/no more sessions/) })),
    )
    expect(refused.length).toBeGreaterThan(0)
    for (const each of opened) if (each.status === 'fulfilled') each.value.end()
    const echo = () => connection.run('echo on', '', { ms: 5000, bytes: 100 }).catch(() => 'not yet')
    await expect.poll(echo).toBe('on\n')
  })

  it('are not to be had of an account that may run one command, nor of a server without them', async () => {
    const pair = keyPair()
    sshd.authorize(`restrict,command="echo the only thing" ${pair.publicKey}`)
    const restricted = await connect({ kind: 'key', privateKey: await client.openKey(pair.privateKey, null) })
    await expect(restricted.sftp()).rejects.toMatchObject({ name: 'SshFailure', kind: 'command' })
    restricted.end()
    sshd.authorize(`restrict,command="sleep 100" ${pair.publicKey}`)
    const hasty = createSshClient({ connectMs: 700 })
    const there = { address: '127.0.0.1', port: sshd.port }
    const login = { ...there, username: SSH_USER, hostKey: await client.hostKey(there) }
    const silent = await hasty.connect({ ...login, secret: { kind: 'key', privateKey: await client.openKey(pair.privateKey, null) } })
    await expect(silent.sftp()).rejects.toMatchObject({ kind: 'command', message: expect.stringMatching(/does not begin/) })
    silent.end()
    const own = await Sshd.start()
    await own.allowFiles(false)
    const address = { address: '127.0.0.1', port: own.port }
    const without = await client.connect({ ...address, username: SSH_USER, secret: PASSWORD, hostKey: await client.hostKey(address) })
    await expect(without.sftp()).rejects.toMatchObject({ name: 'SshFailure', kind: 'command', message: 'its server has no SFTP' })
    expect(await without.run('echo on', '', { ms: 5000, bytes: 100 })).toBe('on\n')
    without.end()
    await own.stop()
  })
})

describe('files of a connection that is lost', () => {
  it('fail in the middle, and are not asked for any more', async () => {
    const sshd = await Sshd.start()
    const there = { address: '127.0.0.1', port: sshd.port }
    const connection = await client.connect({ ...there, username: SSH_USER, secret: PASSWORD, hostKey: await client.hostKey(there) })
    const sftp = await connection.sftp()
    const fifo = sshd.path('fifo')
    execFileSync('mkfifo', ['-m', '666', fifo])
    // A server waits for the other end of it.
    const waiting = sftp.open(fifo, 'read').catch((failure: unknown) => failure)
    await sshd.kill()
    expect(await waiting).toMatchObject({ name: 'SftpFailure', kind: 'lost' })
    await expect(sftp.realPath('.')).rejects.toMatchObject({ kind: 'lost' })
    await expect(connection.sftp()).rejects.toMatchObject({ name: 'SshFailure', kind: 'lost' })
    rmSync(fifo)
    await sshd.stop()
  })
})
