import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { EngineSocketStub, listed } from '../../containers/test-engine.ts'
import { parseInspectionInFull } from './inspection.ts'
import { LogRows } from './log-rows.ts'
import { containerIn } from './own-container.ts'
import { redactCommand, redactText } from './redact.ts'
import { begin } from './test-run.ts'

const A = 'a'.repeat(64)
const WEB = { engine: 'docker', id: A, name: 'web', image: 'nginx:latest' }
const LOGS = { engine: 'docker', id: A, tail: 10, since: null, until: null, streams: 'both', follow: false } as const
const STATE = { State: { Status: 'running', Running: true, StartedAt: '2026-01-10T00:00:00Z' }, Config: {}, HostConfig: {} }

describe('an engine that misbehaves', () => {
  let folder: string
  let stub: EngineSocketStub
  let answer: (path: string) => unknown
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hyp-'))
    stub = await EngineSocketStub.listen(join(folder, 'docker.sock'), (path) => {
      if (path.startsWith('/containers/json')) return [listed(A, 'web')]
      return path.endsWith('/json') ? STATE : answer(path)
    })
    return async () => {
      await stub.close()
      rmSync(folder, { recursive: true })
    }
  })
  const ask: typeof begin = (...[, operation, params]) => begin(`unix://${join(folder, 'docker.sock')}`, operation, params)

  it('is told of in its own words', async () => {
    answer = () => ({ raw: `HTTP/1.0 500 Oops\r\n\r\n${JSON.stringify({ message: 'no\nspace left \u001b[31m' })}` })
    await expect(ask('', 'container.start', WEB).over).rejects.toMatchObject({
      failure: 'failed',
      message: 'docker answers 500: no space left  [31m',
    })
  })

  it('with nonsense is told of as such', async () => {
    answer = () => ({ raw: 'SSH-2.0\r\n\r\n' })
    await expect(ask('', 'container.start', WEB).over).rejects.toMatchObject({ failure: 'failed', message: 'docker does not speak HTTP' })
    answer = () => ({ raw: 'HTTP/1.0 200 OK\r\n\r\nthis is no log of frames' })
    await expect(ask('', 'container.logs', LOGS).over).rejects.toMatchObject({
      failure: 'failed',
      message: 'docker answers what is no log',
    })
    answer = () => ({ raw: 'HTTP/1.0 200 OK\r\n\r\nnothing\n' })
    await expect(ask('', 'container.stats', { engine: 'docker', id: A }).over).rejects.toMatchObject({
      message: 'docker answers what is no JSON',
    })
    stub.answer = () => 'nothing'
    await expect(ask('', 'container.stop', WEB).over).rejects.toMatchObject({ failure: 'failed' })
  })

  it('that hangs is given up when it is cancelled', async () => {
    answer = () => 'silence'
    const stop = ask('', 'container.stop', WEB)
    await expect.poll(() => stub.asked.some((path) => path.includes('/stop'))).toBe(true)
    stop.cancel(new Error('enough'))
    await expect(stop.over).rejects.toThrow('enough')
  })

  it('that has lost the container in between says so', async () => {
    answer = () => ({ raw: `HTTP/1.0 404 Not Found\r\n\r\n{"message":"No such container"}` })
    await expect(ask('', 'container.pause', WEB).over).rejects.toMatchObject({ failure: 'missing', message: 'No such container' })
    expect(await ask('', 'container.logs', LOGS).over).toEqual({ ended: 'gone' })
  })
})

describe('lines of a log that are told again', () => {
  const line = (stamp: string, text: string) => ({ stream: 'stdout' as const, bytes: Buffer.from(`${stamp} ${text}\n`) })
  const texts = (rows: LogRows, ...lines: ReturnType<typeof line>[]) => rows.add(lines).map(({ text }) => text)
  it.each(['2026-01-10T00:00:01Z', '2026-01-10T00:00:01.000000001Z'])(
    'are left out, those of the same time by their count (%s)',
    (stamp) => {
      const rows = new LogRows(null)
      expect(texts(rows, line('2026-01-10T00:00:00Z', 'a'), line(stamp, 'b'), line(stamp, 'b'))).toEqual(['a', 'b', 'b'])
      rows.resume()
      expect(texts(rows, line('2026-01-10T00:00:00Z', 'a'), line(stamp, 'b'), line(stamp, 'b'), line(stamp, 'c'))).toEqual(['c'])
      expect(texts(rows, line(stamp, 'd'), line('2026-01-10T00:00:02Z', 'e'))).toEqual(['d', 'e'])
      rows.resume()
      expect(texts(rows, line('2026-01-10T00:00:02Z', 'e'), line('2026-01-10T00:00:03Z', 'f'))).toEqual(['f'])
    },
  )
})

describe('the container that the agent runs in', () => {
  const mount = (root: string, at: string) => `600 590 254:1 ${root} ${at} rw,relatime - ext4 /dev/vda1 rw`
  it.each([
    [`0::/system.slice/docker-${A}.scope\n`, '', A],
    ['0::/\n', mount(`/var/lib/docker/containers/${A}/hostname`, '/etc/hostname'), A],
    ['0::/\n', mount(`/containers/overlay-containers/${A}/userdata/hosts`, '/etc/hosts'), A],
    // Of another one, as the host sees it.
    ['0::/init.scope\n', mount('/', `/var/lib/docker/containers/${A}/mounts/shm`), null],
  ])('is known', (cgroup, mounts, expected) => {
    expect(containerIn(cgroup, mounts)).toBe(expected)
  })
})

describe('secrets', () => {
  it('in commands and output are hidden', () => {
    const hidden = redactCommand(['run', '--password', 'x1', '--token=x2', 'API_KEY=x3', 'postgres://me:x4@db/x', '--name', 'shown'])
    expect(hidden).toEqual(['run', '--password', '•••', '--token=•••', 'API_KEY=•••', 'postgres://•••@db/x', '--name', 'shown'])
    expect(redactText('login: ok, password: x5')).toBe('login: ok, password: •••')
  })

  it('are not in a description of odd shape either', () => {
    expect(() => parseInspectionInFull('[]')).toThrow('describes no container')
    const body = {
      State: { Status: 'running', Running: true, Health: { Status: 'healthy', Log: [{ Output: 7, ExitCode: 'x' }] } },
      Config: { Env: ['A=b=c', 5], Labels: { secret_x: 'y' } },
      Mounts: 3,
    }
    const seen = parseInspectionInFull(JSON.stringify(body))
    expect(seen).toMatchObject({
      environment: ['A', '5'],
      labels: [{ name: 'secret_x', value: '•••' }],
      mounts: [],
      health: { state: 'healthy' },
    })
  })
})
