import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { startPostgres } from '@hyperion/testkit/postgres'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { ADMIN_PASSWORD, HubProcess, type HubProcessOptions, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'

const GIB = 1024 ** 3

interface System {
  readonly cpu: { readonly usage_percent: number; readonly cores: number }
  readonly memory: { readonly total_gb: number; readonly used_gb: number }
  readonly disk: { readonly total_gb: number; readonly used_gb: number }
  readonly uptime: { readonly days: number; readonly hours: number; readonly minutes: number }
}

interface Health {
  readonly status: string
  readonly degraded: readonly string[]
}

interface SeriesAnswer {
  readonly times: readonly number[]
}

const running: HubProcess[] = []

async function start(options?: HubProcessOptions): Promise<HubProcess> {
  const hub = await HubProcess.start(options)
  running.push(hub)
  return hub
}

afterEach(async () => {
  await Promise.all(running.splice(0).map((hub) => hub.stop('SIGKILL')))
})
afterAll(removeTemporaryFolders)

/** Makes a folder and what is in it unwritable for the hub; root, who writes everywhere, runs it as nobody. */
function unprivilegedOn(folder: string): { uid?: number } {
  const nobody = process.getuid?.() === 0 ? 65_534 : undefined
  const entries = readdirSync(folder).map((name) => join(folder, name))
  for (const path of [...entries, folder]) {
    if (nobody !== undefined) chownSync(path, nobody, nobody)
    chmodSync(path, path === folder ? 0o500 : 0o400)
  }
  return nobody === undefined ? {} : { uid: nobody }
}

const cpuTimes = (hub: HubProcess, token: string, from: number): Promise<SeriesAnswer> =>
  hub.json(`/api/hosts/1/series?group=cpu&metrics=cpu.usage&from=${from}&to=${Date.now() + 60_000}`, token)

describe('the hub, as a process', () => {
  it('shows this machine as the kernel does', async () => {
    const hub = await start()
    const system = await hub.json<System>('/system')
    const meminfo = readFileSync('/proc/meminfo', 'utf8')
    const kib = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(meminfo)?.[1])
    const [size, used] = execFileSync('df', ['-B1', '--output=size,used', '/'], { encoding: 'utf8' })
      .trim()
      .split(/\s+/)
      .slice(-2)
      .map(Number)
    const uptime = Math.floor(Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0]) / 60)
    expect(system.cpu.cores).toBe(availableParallelism())
    expect(system.memory.total_gb).toBeCloseTo((kib('MemTotal') * 1024) / GIB, 0)
    expect(Math.abs(system.memory.used_gb - ((kib('MemTotal') - kib('MemAvailable')) * 1024) / GIB)).toBeLessThan(0.5)
    expect(Math.abs(system.disk.total_gb - (size as number) / GIB)).toBeLessThanOrEqual(0.051)
    expect(Math.abs(system.disk.used_gb - (used as number) / GIB)).toBeLessThan(0.5)
    expect(Math.abs(system.uptime.days * 1440 + system.uptime.hours * 60 + system.uptime.minutes - uptime)).toBeLessThanOrEqual(1)
  })

  it('is locked but for level 1, and asks for a new password first', async () => {
    const hub = await start({ environment: { HYPERION_ADMIN_PASSWORD: '' } })
    await hub.until(
      async () => hub.output,
      (printed) => printed.includes('admin / admin123'),
    )
    for (const open of ['/health', '/cpu', '/memory', '/disk', '/system']) await hub.json(open)
    for (const closed of ['/os', '/alerts', '/api/metrics/cpu/', '/api/hosts', '/api/tasks/', '/api/schema/']) {
      expect((await fetch(hub.base + closed)).status, closed).toBe(401)
    }
    const first = await hub.token('admin', 'admin123')
    expect((await fetch(`${hub.base}/os`, { headers: { authorization: `Bearer ${first}` } })).status).toBe(403)
    const change = { current_password: 'admin123', new_password: ADMIN_PASSWORD, confirm_password: ADMIN_PASSWORD }
    expect((await hub.post('/change-password', change, first)).status).toBe(200)
    await hub.json('/os', await hub.token())
    expect((await fetch(`${hub.base}/`, { redirect: 'manual' })).headers.get('location')).toBe('/app/')
  })

  it('refuses a sixth sign-in within a minute, unless told not to', async () => {
    const wrong = { username: 'admin', password: 'wrong' }
    const statuses = async (hub: HubProcess): Promise<number[]> => {
      const answers: number[] = []
      for (let i = 0; i < 6; i++) answers.push((await hub.post('/login', wrong)).status)
      return answers
    }
    const limited = await start({ environment: { HYPERION_RATE_LIMIT: 'on' } })
    expect(await statuses(limited)).toEqual([401, 401, 401, 401, 401, 429])
    expect((await limited.post('/api/session', wrong)).headers.get('retry-after')).toMatch(/^[1-5]?\d$|^60$/)
    expect(await statuses(await start())).toEqual([401, 401, 401, 401, 401, 401])
  })

  it('keeps its history and its sessions through a restart', async () => {
    const from = Date.now() - 1000
    const first = await start()
    const token = await first.token()
    const before = await first.until(
      () => cpuTimes(first, token, from),
      (series) => series.times.length >= 3,
    )
    expect(await first.stop()).toBe(0)
    const second = await start({ dataDir: first.dataDir })
    const after = await cpuTimes(second, token, from)
    expect(after.times.slice(0, before.times.length)).toEqual(before.times)
  })

  it('loses nothing it has shown as stored when killed', async () => {
    const from = Date.now() - 1000
    let hub = await start()
    let known: readonly number[] = []
    for (let round = 0; round < 4; round++) {
      const token = await hub.token()
      const { times } = await hub.until(
        () => cpuTimes(hub, token, from),
        (series) => series.times.length > known.length + 1,
      )
      expect(times.slice(0, known.length)).toEqual(known)
      known = times
      await hub.stop('SIGKILL')
      hub = await start({ dataDir: hub.dataDir })
    }
    expect((await cpuTimes(hub, await hub.token(), from)).times.slice(0, known.length)).toEqual(known)
  })

  it('goes on in memory when the disk fills up, says so once, and stays up', async () => {
    const first = await start()
    await first.stop()
    // A limit on the size of files refuses growth as a full disk does, without needing one.
    const blocks = Math.ceil(statSync(join(first.dataDir, 'hyperion.db')).size / 512)
    const hub = await start({ dataDir: first.dataDir, shell: `ulimit -f ${blocks}; exec "$@"` })
    const health = await hub.until(
      async () => {
        // Each sign-in writes too and fills the disk sooner; it must work before and after.
        await hub.json('/os', await hub.token())
        return hub.json<Health>('/health')
      },
      ({ degraded }) => degraded.some((each) => /^metric storage: .*reports kept in memory$/.test(each)),
    )
    expect(health.status).toBe('UP')
    expect((await hub.json<System>('/system')).cpu.usage_percent).toBeGreaterThanOrEqual(0)
    await hub.until(
      () => hub.json<Health>('/health'),
      ({ degraded }) => /[3-9] reports kept/.test(degraded.join()),
    )
    expect(hub.output.match(/metric storage: /g)?.length).toBe(1)
  })

  it('starts on a disk that is full', async () => {
    const hub = await start({ shell: 'ulimit -f 1; exec "$@"' })
    expect((await hub.json<Health>('/health')).degraded.join()).toMatch(/^storage: .* in memory only/)
    const token = await hub.token()
    await hub.until(
      () => cpuTimes(hub, token, 0),
      (series) => series.times.length >= 2,
    )
  })

  it('starts on a data directory that cannot be written', async () => {
    const dataDir = temporaryFolder()
    const hub = await start({ dataDir, ...unprivilegedOn(dataDir) })
    const { status, degraded } = await hub.json<Health>('/health')
    expect(status).toBe('UP')
    expect(degraded.join()).toMatch(/^storage: .*in memory only/)
    await hub.json('/cpu')
    expect(await hub.stop()).toBe(0)
  })

  it('starts on a database that can only be read, with its accounts and no others', async () => {
    const first = await start()
    await first.stop()
    const hub = await start({ dataDir: first.dataDir, environment: { HYPERION_ADMIN_PASSWORD: '' }, ...unprivilegedOn(first.dataDir) })
    expect((await hub.json<Health>('/health')).degraded.join()).toMatch(/^storage: .*in memory only/)
    expect((await hub.post('/login', { username: 'admin', password: 'admin123' })).status).toBe(401)
    await hub.json('/os', await hub.token())
  })

  it('keeps everything in PostgreSQL when told to, also when killed, and goes on while it is away', async () => {
    const from = Date.now() - 1000
    const postgres = await startPostgres()
    const environment = { HYPERION_DATABASE_URL: postgres.url }
    const first = await start({ environment })
    const token = await first.token()
    const { times } = await first.until(
      () => cpuTimes(first, token, from),
      (series) => series.times.length >= 3,
    )
    await first.stop('SIGKILL')
    const second = await start({ environment })
    expect((await cpuTimes(second, token, from)).times.slice(0, times.length)).toEqual(times)
    await postgres.stop()
    const { degraded } = await second.until(
      () => second.json<Health>('/health'),
      (health) => health.degraded.some((each) => each.startsWith('metric storage:')),
    )
    expect(degraded.join('\n')).toMatch(/^metric storage: .*kept in memory/m)
    await second.json('/cpu')
    expect(await second.stop()).toBe(0)
  })

  it('does not start without the PostgreSQL it was told to use, and says so without the password', async () => {
    const environment = { HYPERION_DATABASE_URL: 'postgres://someone:secret@127.0.0.1:1/none' }
    await expect(HubProcess.start({ environment })).rejects.toThrow(/ended with 1: .*cannot start: (?!.*secret).*PostgreSQL/s)
  })

  it('finishes its stop when the signal comes again', async () => {
    const hub = await start()
    process.kill(hub.pid, 'SIGTERM')
    expect(await hub.stop()).toBe(0)
    expect(hub.output).toMatch(/stopping on SIGTERM[\s\S]*stopped\n$/)
  })

  it('ends when its port is taken, and says so', async () => {
    const first = await start()
    const port = Number(new URL(first.base).port)
    // Healthy is the first, which answers there.
    const second = await start({ port })
    expect(await second.ended()).toBe(1)
    expect(second.output).toContain(`cannot start: port ${port} of 127.0.0.1 is in use`)
  })

  it('waits at its end for no socket that was opened ahead of need', async () => {
    const hub = await start()
    const socket = connect(Number(new URL(hub.base).port), '127.0.0.1')
    await once(socket, 'connect')
    expect(await hub.stop()).toBe(0)
    expect(hub.output).not.toContain('took too long')
  })

  it('names every mistake of the configuration and exits', async () => {
    await expect(HubProcess.start({ environment: { HYPERION_SAMPLE_INTERVAL: '0', HYPERION_PUBLIC_METRICS: 'x' } })).rejects.toThrow(
      /ended with 2: (?=[\s\S]*HYPERION_SAMPLE_INTERVAL)(?=[\s\S]*HYPERION_PUBLIC_METRICS)/,
    )
  })
})
