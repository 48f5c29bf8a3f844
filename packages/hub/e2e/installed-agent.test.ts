import { findOperation, OPERATION_IDS } from '@hyperion/wire/actions'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HubProcess, removeTemporaryFolders } from './hub-process.ts'
import { InstalledHost } from './installed-host.ts'
import { type Operated, type Operating, operate } from './operated.ts'
import { ALICE, PODMAN_UNIT, startRootlessPodman } from './rootless-podman.ts'

const UNITS = {
  'sleepy.service': '[Service]\nUser=daemon\nExecStart=/bin/sh -c "echo up; exec sleep 600600"\n[Install]\nWantedBy=multi-user.target\n',
  'alice-podman.service': PODMAN_UNIT,
  // An agent as somebody runs it who is not root: with a tier of its own, and what its account may do.
  'alice-agent.service': `[Service]
User=${ALICE.name}
ExecStart=/bin/sh -c 'cd /; $(command -v /opt/hyperion-agent/node || echo node) /opt/hyperion-agent/hyperion-agent.cjs $(cat /srv/alice/options); exit $?'
`,
}
const CAPABILITIES = ['CAP_KILL', 'CAP_SYS_NICE', 'CAP_SYS_PTRACE', 'CAP_DAC_OVERRIDE', 'CAP_NET_RAW']

let hub: HubProcess
let token: string
let installed: InstalledHost
let on: Operating
let port: number

beforeAll(async () => {
  hub = await HubProcess.start()
  token = await hub.token()
  port = Number(new URL(hub.base).port)
  installed = await InstalledHost.start(hub, UNITS)
  await installed.systemd.systemctl('start', 'sleepy')
})
afterAll(async () => {
  await installed?.stop()
  await hub?.stop()
  removeTemporaryFolders()
})

const asked = new Set<string>()
async function ask(operation: string, params: object = {}, options?: Parameters<typeof operate>[3]): Promise<Operated> {
  asked.add(operation)
  return operate(on, operation, params, options)
}
const reason = async (operation: string, params: object) => (await ask(operation, params)).failure

async function mainPid(unit: string): Promise<number> {
  return Number(await installed.systemd.systemctl('show', '--property=MainPID', '--value', unit))
}

/** As whoever looks at it and confirms sees it. */
async function confirmed(pid: number) {
  const { rows } = await ask('process.list')
  const row = rows.find((each) => each.pid === pid)
  if (!row) throw new Error(`process ${pid} is not listed`)
  return { pid, started_at: row.started_at, command: row.command }
}

async function web() {
  const { rows } = await ask('container.list')
  const row = rows.find(({ name }) => name === 'web')
  if (!row) throw new Error('the container is not listed')
  const { engine, id, name, image } = row
  return { engine, id, name, image }
}

/** Of the agent that runs now. */
async function effective(): Promise<bigint> {
  const [, digits] =
    /^CapEff:\s*([0-9a-f]+)$/m.exec(await installed.systemd.run('cat', `/proc/${await mainPid('hyperion-agent')}/status`)) ?? []
  return BigInt(`0x${digits}`)
}

describe('an agent that was installed at observe', () => {
  beforeAll(async () => {
    on = await installed.install(token, 'observe')
  })

  it('is nobody in particular, sees what everybody sees and does nothing', async () => {
    expect(await installed.systemd.systemctl('show', '--property=User', '--value', 'hyperion-agent')).toBe('hyperion-agent')
    expect(await effective()).toBe(0n)
    const sleepy = await confirmed(await mainPid('sleepy'))
    expect(await ask('process.detail', { pid: sleepy.pid })).toMatchObject({
      state: 'succeeded',
      result: { user: 'daemon', unit: 'sleepy.service', open_files: null },
    })
    expect((await ask('unit.list')).rows.length).toBeGreaterThan(20)
    expect((await ask('unit.detail', { unit: 'sleepy.service' })).result).toMatchObject({ main_pid: sleepy.pid })
    expect((await ask('unit.timers')).state).toBe('succeeded')
    expect((await ask('network.overview')).result).toMatchObject({ interfaces: [{ name: 'lo' }] })
    expect((await ask('network.sockets')).result).toMatchObject({ sees_all: false })
    expect(await ask('process.signal', { ...sleepy, signal: 'KILL' })).toMatchObject({ state: 'refused', failure: 'tier' })
    expect(await ask('unit.control', { unit: 'sleepy.service', verb: 'stop' })).toMatchObject({ state: 'refused', failure: 'tier' })
    expect(await mainPid('sleepy')).toBe(sleepy.pid)
  })
})

describe('an agent that was installed at operate', () => {
  beforeAll(async () => {
    on = await installed.install(token, 'operate')
    // After the agent: the folder of a user is mounted when that user comes.
    await startRootlessPodman(installed.systemd)
  })

  it('has five capabilities and no more, and a file system that it cannot write to', async () => {
    const held = CAPABILITIES.map((name) => NUMBERS[name as keyof typeof NUMBERS])
    expect(await effective()).toBe(held.reduce((all, number) => all | (1n << number), 0n))
    const pid = String(await mainPid('hyperion-agent'))
    for (const folder of ['/etc', '/home', '/srv/alice', '/root', '/usr', '/opt/hyperion-agent', '/var/lib', '/run']) {
      await installed.systemd.run('nsenter', '-t', pid, '-m', 'touch', `${folder}/from-the-agent`)
      expect([folder, await installed.systemd.run('ls', `${folder}/from-the-agent`)]).toEqual([folder, ''])
    }
  })

  it('looks into, signals and serves processes of other users', async () => {
    const sleepy = await confirmed(await mainPid('sleepy'))
    expect((await ask('process.detail', { pid: sleepy.pid })).result).toMatchObject({ executable: '/usr/bin/sleep', open_files: 3 })
    expect((await ask('process.files', { pid: sleepy.pid })).rows).toContainEqual(expect.objectContaining({ path: '/dev/null' }))
    expect((await ask('process.renice', { ...sleepy, nice: -5 })).result).toMatchObject({ before: 0, nice: -5 })
    expect((await ask('process.signal', { ...sleepy, signal: 'STOP' })).state).toBe('succeeded')
    expect(await installed.systemd.run('ps', '-o', 'state=', '-p', String(sleepy.pid))).toBe('T')
    expect((await ask('process.signal', { ...sleepy, signal: 'TERM' })).state).toBe('succeeded')
    expect((await ask('process.signal', { ...sleepy, signal: 'CONT' })).state).toBe('succeeded')
    await expect.poll(() => installed.systemd.systemctl('is-active', 'sleepy')).toBe('inactive')
    const followed = await ask('process.follow', {}, { until: ({ rows }) => rows.length > 0 })
    expect(followed.state).toBe('cancelled')
  })

  it('controls units, their files too, and reads the journal', async () => {
    const control = async (verb: string) => (await ask('unit.control', { unit: 'sleepy.service', verb })).result
    expect(await control('start')).toMatchObject({ active: 'active', undo: { params: { verb: 'stop' } } })
    expect(await control('restart')).toMatchObject({ active: 'active' })
    expect(await control('enable')).toMatchObject({ enabled: 'enabled' })
    expect(await control('disable')).toMatchObject({ enabled: 'disabled' })
    expect((await ask('unit.control', { unit: 'systemd-hostnamed.service', verb: 'mask' })).result).toMatchObject({ load: 'masked' })
    expect((await ask('unit.control', { unit: 'systemd-hostnamed.service', verb: 'unmask' })).result).toMatchObject({ load: 'loaded' })
    expect(await control('stop')).toMatchObject({ active: 'inactive' })
    expect(await control('start')).toMatchObject({ active: 'active' })
    const journal = await ask('unit.journal', { unit: 'sleepy.service', lines: 100, follow: false })
    expect(journal.rows.map(({ message }) => message)).toContain('up')
    const files = await ask('unit.files', { unit: 'sleepy.service' })
    expect(files.result).toMatchObject({ files: [{ text: UNITS['sleepy.service'] }] })
  })

  it('sees whose sockets they are, and probes', async () => {
    const { rows, result } = await ask('network.sockets')
    expect(result).toMatchObject({ sees_all: true })
    expect(rows).toContainEqual(expect.objectContaining({ local_port: port, state: 'listening', pid: 1, process: 'systemd' }))
    const target = '127.0.0.1'
    expect((await ask('network.ping', { target, count: 1 })).result).toMatchObject({ received: 1, method: 'icmp', note: null })
    expect((await ask('network.traceroute', { target })).result).toMatchObject({ reached: true })
    expect((await ask('network.tcp', { target, port, count: 1 })).result).toMatchObject({ received: 1 })
    // What answers there speaks no TLS, and nobody answers for names.
    expect(await ask('network.tls', { target, port })).toMatchObject({ failure: 'failed', message: expect.stringContaining('no TLS') })
    expect((await ask('network.dns', { name: 'web.example', type: 'A', server: target })).result).toMatchObject({ status: 'unreachable' })
  })

  it('operates the containers of a user who has a Podman of their own', async () => {
    const { result } = await ask('container.list')
    expect(result).toMatchObject({ engines: [`podman:${ALICE.uid}`], troubles: [] })
    await operatesContainers()
  })

  it('does not end itself: neither its unit, nor what that stands on, nor its process, nor PID 1', async () => {
    const own = await mainPid('hyperion-agent')
    const refused = { state: 'failed', failure: 'protected' }
    for (const verb of ['stop', 'restart', 'disable', 'mask'])
      expect([verb, await ask('unit.control', { unit: 'hyperion-agent.service', verb })]).toMatchObject([verb, refused])
    for (const unit of ['system.slice', 'sysinit.target'])
      expect([unit, await ask('unit.control', { unit, verb: 'stop' })]).toMatchObject([unit, refused])
    for (const pid of [own, 1]) {
      const which = await confirmed(pid)
      for (const signal of ['TERM', 'KILL', 'STOP'])
        expect([pid, await ask('process.signal', { ...which, signal })]).toMatchObject([pid, refused])
      expect([pid, await ask('process.renice', { ...which, nice: 19 })]).toMatchObject([pid, refused])
    }
    expect(await mainPid('hyperion-agent')).toBe(own)
    const record = await installed.systemd.run('cat', '/var/lib/hyperion-agent/actions.log')
    expect(record.match(/"failure":"protected"/g)?.length).toBeGreaterThanOrEqual(4)
  })

  it('can do, so far, all that the catalog has for its tier', () => {
    const offered = OPERATION_IDS.filter((id) => findOperation(id)?.tier !== 'full')
    expect(offered.filter((id) => !asked.has(id))).toEqual([])
  })

  it.each(CAPABILITIES)('needs %s', async (capability) => {
    const { systemd } = installed
    const folder = '/etc/systemd/system/hyperion-agent.service.d'
    const reload = async (): Promise<void> => {
      await systemd.shell('systemctl daemon-reload && systemctl restart hyperion-agent', '')
      await hub.until(
        () => ask('unit.timers').catch(() => null),
        (so) => so?.state === 'succeeded',
      )
    }
    await systemd.shell(`mkdir -p ${folder} && cat >${folder}/less.conf`, `[Service]\nCapabilityBoundingSet=~${capability}\n`)
    await reload()
    try {
      await WITHOUT[capability as keyof typeof WITHOUT]()
    } finally {
      await systemd.run('rm', `${folder}/less.conf`)
      await reload()
    }
  })
})

const NUMBERS = { CAP_KILL: 5n, CAP_SYS_NICE: 23n, CAP_SYS_PTRACE: 19n, CAP_DAC_OVERRIDE: 1n, CAP_NET_RAW: 13n }

/** What an agent cannot do that lacks one, and says so. */
const WITHOUT = {
  async CAP_KILL() {
    expect(await reason('process.signal', { ...(await confirmed(await mainPid('sleepy'))), signal: 'USR1' })).toBe('permission')
  },
  async CAP_SYS_NICE() {
    expect(await reason('process.renice', { ...(await confirmed(await mainPid('sleepy'))), nice: -6 })).toBe('permission')
  },
  async CAP_SYS_PTRACE() {
    expect(await reason('process.files', { pid: await mainPid('sleepy') })).toBe('permission')
    expect((await ask('network.sockets')).result).toMatchObject({ sees_all: false })
  },
  async CAP_DAC_OVERRIDE() {
    expect((await ask('container.list')).result).toMatchObject({ engines: [], troubles: [] })
  },
  async CAP_NET_RAW() {
    expect((await ask('network.ping', { target: '127.0.0.1', count: 1 })).result).toMatchObject({ method: 'tcp' })
  },
}

describe('an agent of a user who is not root, at operate', () => {
  beforeAll(async () => {
    on = await installed.runAs(ALICE.name, token, 'alice-agent.service')
    await installed.systemd.systemctl('start', 'sleepy')
  })

  it('operates the containers of that user', operatesContainers)

  it('operates processes of that user, and is told that others are not theirs', async () => {
    const { rows } = await ask('process.list')
    const own = rows.find(({ user, command }) => user === ALICE.name && /sleep|busybox|conmon/.test(String(command)))
    expect(
      (await ask('process.renice', { pid: own?.pid, started_at: own?.started_at, command: own?.command, nice: 5 })).result,
    ).toMatchObject({
      nice: 5,
    })
    const others = await confirmed(await mainPid('sleepy'))
    expect(await ask('process.signal', { ...others, signal: 'TERM' })).toMatchObject({ state: 'failed', failure: 'permission' })
    expect(await ask('process.renice', { ...others, nice: 5 })).toMatchObject({ state: 'failed', failure: 'permission' })
    expect(await ask('process.files', { pid: others.pid })).toMatchObject({ state: 'failed', failure: 'permission' })
    expect((await ask('network.sockets')).result).toMatchObject({ sees_all: false })
  })

  it('is told what it may not do with units', async () => {
    for (const verb of ['stop', 'restart', 'enable', 'mask', 'reset_failed'])
      expect([verb, await ask('unit.control', { unit: 'sleepy.service', verb })]).toMatchObject([
        verb,
        { state: 'failed', failure: 'permission', message: expect.stringMatching(/polkit|root/) },
      ])
    expect(await ask('unit.journal', { unit: 'sleepy.service', lines: 10, follow: false })).toMatchObject({
      state: 'failed',
      failure: 'permission',
      message: expect.stringContaining('systemd-journal'),
    })
    expect(await installed.systemd.systemctl('is-active', 'sleepy')).toBe('active')
  })

  it('does not end itself, nor the shell that it was started from', async () => {
    const shell = await mainPid('alice-agent')
    const own = Number(await installed.systemd.run('pgrep', '-P', String(shell)))
    for (const pid of [own, shell])
      expect([pid, await reason('process.signal', { ...(await confirmed(pid)), signal: 'KILL' })]).toEqual([pid, 'protected'])
    expect(await reason('unit.control', { unit: 'alice-agent.service', verb: 'stop' })).toBe('protected')
    expect(await installed.systemd.run('pgrep', '-P', String(shell))).toBe(String(own))
  })
})

describe('an agent that was installed at full', () => {
  beforeAll(async () => {
    on = await installed.install(token, 'full', '--files', '/srv')
  })

  it('reaches files of any user in its folders, and nothing beyond', async () => {
    await installed.systemd.shell('umask 077; cat >/srv/alice/notes; chown alice: /srv/alice/notes; chmod 700 /srv/alice', 'one')
    expect((await ask('file.list', { path: '/srv/alice' })).rows).toContainEqual(
      expect.objectContaining({ name: 'notes', owner: ALICE.name, mode: 0o600 }),
    )
    expect((await ask('file.move', { from: '/srv/alice/notes', to: '/srv/alice/notes.old', overwrite: false })).state).toBe('succeeded')
    expect(await installed.systemd.run('stat', '--format=%U %a', '/srv/alice/notes.old')).toBe('alice 600')
    expect(await reason('file.read', { path: '/etc/shadow' })).toBe('outside')
    expect(await reason('file.read', { path: '/var/lib/hyperion-agent/agent.key' })).toBe('outside')
  })

  it('runs commands and a terminal as root', async () => {
    const run = (program: string, ...args: readonly string[]) =>
      ask('command.run', { program, arguments: args, directory: null, time_limit_s: 60 })
    expect(await run('id', '-un')).toMatchObject({ text: 'root\n', result: { exit_code: 0 } })
    expect((await run('/bin/sh', '-c', 'touch /usr/made-by-a-command && echo "$HOME"')).text).toBe('/root\n')
    const terminal = await ask('command.terminal', { columns: 80, rows: 24 }, { input: 'stty size; echo "as $(id -un)"; exit 3\n' })
    expect(terminal.text).toMatch(/24 80[\s\S]*as root/)
    expect(terminal.result).toMatchObject({ exit_code: 3 })
  })

  it('does not end itself by its unit and its process there either', async () => {
    const own = await mainPid('hyperion-agent')
    expect(await reason('unit.control', { unit: 'hyperion-agent.service', verb: 'stop' })).toBe('protected')
    expect(await reason('process.signal', { ...(await confirmed(own)), signal: 'KILL' })).toBe('protected')
  })

  it('is back at observe when it is installed with that tier, and leaves nothing when it is removed', async () => {
    const host = on.host
    on = await installed.install(token, 'observe')
    expect(on.host).toBe(host)
    expect(await effective()).toBe(0n)
    expect(await ask('command.run', { program: 'id', arguments: [], directory: null, time_limit_s: 60 })).toMatchObject({ failure: 'tier' })
    await installed.uninstall()
    const { systemd } = installed
    expect(await systemd.systemctl('show', '--property=LoadState', '--value', 'hyperion-agent')).toBe('not-found')
    for (const path of ['/opt/hyperion-agent', '/var/lib/hyperion-agent'])
      expect([path, await systemd.run('ls', '-d', path)]).toEqual([path, ''])
    expect(await systemd.run('id', 'hyperion-agent')).toBe('')
  })
})

/** Of a user's own Podman. */
async function operatesContainers(): Promise<void> {
  const which = await web()
  const looked = { engine: which.engine, id: which.id }
  expect((await ask('container.inspect', looked)).result).toMatchObject({ state: 'running', protected: false })
  expect((await ask('container.stop', { ...which, grace_s: 20 })).result).toMatchObject({ state: 'exited', exit_code: 7 })
  expect((await ask('container.start', which)).result).toMatchObject({ state: 'running' })
  expect((await ask('container.restart', { ...which, grace_s: 20 })).result).toMatchObject({ state: 'running' })
  expect((await ask('container.kill', { ...which, signal: 'CONT' })).result).toMatchObject({ state: 'running' })
  const logs = await ask('container.logs', { ...looked, tail: 1, since: null, until: null, streams: 'both', follow: false })
  expect(logs.rows).toMatchObject([{ text: 'up', stream: 'stdout' }])
  // Whether these can be had depends on the version of the kernel's cgroups; where not, it is said.
  const pause = await ask('container.pause', which)
  if (pause.state !== 'succeeded') expect(pause).toMatchObject({ failure: 'failed', message: expect.stringMatching(/cgroup V1/) })
  const unpause = await ask('container.unpause', which)
  if (pause.state === 'succeeded') expect(unpause.result).toMatchObject({ state: 'running' })
  const stats = await ask('container.stats', looked, { until: ({ rows }) => rows.length > 0 })
  if (stats.state !== 'cancelled')
    expect(stats).toMatchObject({ failure: 'unsupported', message: expect.stringMatching(/cgroups of version 2/) })
}
