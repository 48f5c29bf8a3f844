import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { sshHost, type TestApp, testApp } from '@hyperion/testkit/app'
import { SSH_USER, Sshd } from '@hyperion/testkit/sshd'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** Of the account that the server lets in. */
const UID = 39_001
const GID = 65_534

describe('processes of a host over SSH', () => {
  let sshd: Sshd
  let hub: TestApp
  let there: Awaited<ReturnType<typeof sshHost>>

  beforeAll(async () => {
    sshd = await Sshd.start()
    hub = await testApp()
    there = await sshHost(hub, sshd)
  })
  afterAll(async () => {
    await hub.close()
    await sshd.stop()
  })

  async function rowOf(pid: number) {
    const { rows } = await there.read('process.list', {})
    const row = rows.find((each) => each.pid === pid)
    if (!row) throw new Error(`no process ${pid}`)
    return row
  }

  it('tells all about one of the account’s own, and what it has open', async () => {
    const child = spawn('sh', ['-c', 'exec 7</etc/hostname 8</etc; echo ready; read -r line; :', '\n= end\n'], {
      uid: UID,
      gid: GID,
      cwd: '/usr',
    })
    const pid = child.pid as number
    await once(child.stdout, 'data')
    const { startedAt, command } = await rowOf(pid)
    const { result } = await there.read('process.detail', { pid, startedAt })
    expect(result).toMatchObject({ pid, startedAt, command, user: SSH_USER, uid: UID, workingDirectory: '/usr', nice: 0, protected: false })
    expect(result).toMatchObject({
      arguments: ['sh', '-c', expect.stringContaining('exec 7'), '\n= end\n'],
      socketCount: expect.any(Number),
    })
    const limits = result.limits.map(({ name }) => name)
    expect(limits).toContain('Max open files')
    expect(result.parents.map((each) => each.pid)).toContain(process.pid)
    expect(result.threadList).toMatchObject([{ id: pid }])
    expect(result.openFiles).toBeGreaterThanOrEqual(5)
    const { rows } = await there.read('process.files', { pid, startedAt })
    expect(rows).toContainEqual({ descriptor: 7, kind: 'file', path: '/etc/hostname', deleted: false })
    expect(rows).toContainEqual({ descriptor: 8, kind: 'folder', path: '/etc', deleted: false })
    await expect(there.read('process.detail', { pid, startedAt: startedAt - 5000 })).rejects.toMatchObject({
      info: { details: { reason: ['changed'] } },
    })
    await expect(there.read('process.detail', { pid: 4_194_000 })).rejects.toMatchObject({ info: { details: { reason: ['missing'] } } })
    child.kill('SIGKILL')
  })

  it('says what the account may not see of another one’s', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { result } = await there.read('process.detail', { pid: process.pid })
    expect(result).toMatchObject({ openFiles: null, sockets: null, socketCount: null, workingDirectory: null, executable: null, io: null })
    await expect(there.read('process.files', { pid: process.pid })).rejects.toMatchObject({ info: { details: { reason: ['permission'] } } })
    expect((await there.read('process.detail', { pid: 1 })).result).toMatchObject({ protected: true, parents: [] })
    server.close()
  })

  it('tells the sockets of one', async () => {
    const script = 'require("net").createServer().listen(0, "127.0.0.1", function () { console.log(this.address().port) })'
    const child = spawn(process.execPath, ['-e', script], { uid: UID, gid: GID, env: {}, cwd: '/' })
    const [port] = await once(child.stdout, 'data')
    const { result } = await there.read('process.detail', { pid: child.pid as number })
    const local = `127.0.0.1:${String(port).trim()}`
    expect(result).toMatchObject({ sockets: expect.arrayContaining([{ protocol: 'tcp', state: 'listening', local, remote: '' }]) })
    child.kill('SIGKILL')
  })

  it('serves one later, and not earlier again without the right to', async () => {
    const child = spawn('sleep', ['622'], { uid: UID, gid: GID })
    const pid = child.pid as number
    const { startedAt, command } = await rowOf(pid)
    const renice = async (body: object) =>
      (
        await there.call('POST', `/api/hosts/${there.host}/processes/${pid}/renice`, {
          reason: 'it hogs',
          started_at: startedAt,
          command,
          ...body,
        })
      ).json()
    expect(await renice({ nice: 7 })).toMatchObject({ action: { state: 'succeeded', result: { before: 0, nice: 7 } } })
    expect(await rowOf(pid)).toMatchObject({ nice: 7 })
    expect(await renice({ nice: -3 })).toMatchObject({ details: { reason: ['permission'] } })
    expect(await renice({ nice: 9, command: 'sleep 6' })).toMatchObject({ details: { reason: ['changed'] } })
    child.kill('SIGKILL')
  })
})
