import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { RealSystemd } from '@hyperion/testkit/systemd'
import type { ActionView } from '@hyperion/wire/web'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AgentProcess } from './agent-process.ts'
import { freePort, HubProcess, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'
import { WireRecorder } from './wire-recorder.ts'

const MINUTE = 60_000
/** Begins, waits until it may go on, and says both each time that it is run. */
const SLOW = 'echo begun >> "$1"; while [ ! -e "$2" ]; do sleep 0.1; done; echo ended >> "$1"; echo printed'

let hub: HubProcess
let port: number
let token: string
let agent: AgentProcess
let host: number
let folder: string

const said = (): string => (existsSync(join(folder, 'said')) ? readFileSync(join(folder, 'said'), 'utf8') : '')
const goOn = (): void => writeFileSync(join(folder, 'go'), '')
const actionOf = async (id: string): Promise<ActionView> => (await hub.json<{ action: ActionView }>(`/api/actions/${id}`, token)).action
const untilState = (id: string, wanted: ActionView['state']): Promise<ActionView> =>
  hub.until(
    () => actionOf(id),
    ({ state }) => state === wanted,
  )

/** What the host's own record says of an action. */
function recordedOf(id: string): string[] {
  const path = join(agent.folder, 'agent', 'actions.log')
  // A poll may see half a line.
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : []
  return lines.map((line) => JSON.parse(line)).flatMap((line: { id?: string; what: string }) => (line.id === id ? [line.what] : []))
}

async function startAgent(tier: string, { address = hub.base, within = [] as readonly string[] } = {}): Promise<void> {
  const answer = await hub.post('/api/enrolment-tokens', { label: 'killed' }, token)
  const { token: enrolment } = (await answer.json()) as { token: string }
  agent = new AgentProcess(['--hub', address, '--token', enrolment, '--tier', tier], within)
  agent.start()
  const ids = async (): Promise<number> => {
    const { hosts } = await hub.json<{ hosts: { id: number; kind: string }[] }>('/api/hosts', token)
    return hosts.find(({ kind }) => kind === 'agent')?.id ?? 0
  }
  host = await hub.until(ids, (id) => id !== 0)
  await hub.until(
    () => hub.json<{ capabilities: object | null }>(`/api/hosts/${host}/capabilities`, token),
    ({ capabilities }) => capabilities !== null,
  )
}

async function ask(path: string, body: object): Promise<ActionView> {
  const answer = await hub.post(`/api/hosts/${host}${path}?wait=0`, { ...body, reason: 'a test' }, token)
  const { action } = (await answer.json()) as { action: ActionView }
  await expect.poll(() => recordedOf(action.id)).toEqual(['begun'])
  return action
}

/** A command that goes on. */
async function askSlow(): Promise<string> {
  const args = ['-c', SLOW, 'slow', join(folder, 'said'), join(folder, 'go')]
  const { id } = await ask('/commands/run', { program: '/bin/sh', arguments: args, time_limit_s: 600 })
  await expect.poll(said).toBe('begun\n')
  return id
}

async function restartHub(): Promise<void> {
  await hub.stop('SIGKILL')
  hub = await HubProcess.start({ port, dataDir: hub.dataDir })
  token = await hub.token()
}

beforeEach(async () => {
  folder = temporaryFolder()
  port = await freePort()
  hub = await HubProcess.start({ port, dataDir: temporaryFolder() })
  token = await hub.token()
})
afterEach(async () => {
  goOn()
  await agent.stop('SIGKILL')
  await hub.stop('SIGKILL')
})
afterAll(removeTemporaryFolders)

describe('a long command', () => {
  it(
    'goes on, once, while its hub is killed: what it came to is unknown, and why, until the host tells it',
    async () => {
      await startAgent('full')
      const id = await askSlow()
      await restartHub()
      const message = 'the hub was stopped before the host told the end'
      expect(await actionOf(id)).toMatchObject({ state: 'unknown', failure: 'away', message })
      goOn()
      expect(await untilState(id, 'succeeded')).toMatchObject({ failure: null, message: '', result: { exit_code: 0, left_running: false } })
      await expect.poll(() => recordedOf(id)).toEqual(['begun', 'ended', 'settled'])
      expect(said()).toBe('begun\nended\n')
    },
    3 * MINUTE,
  )

  it(
    'of an agent that is killed is unknown, then said to have been cut off, and not run again',
    async () => {
      await startAgent('full')
      const id = await askSlow()
      await agent.stop('SIGKILL')
      expect(await untilState(id, 'unknown')).toMatchObject({ failure: 'away', message: 'the host went away before it told the end' })
      agent.start()
      const message = 'the agent was stopped while this was under way: what it had begun may have gone on'
      expect(await untilState(id, 'failed')).toMatchObject({ failure: 'failed', message, result: null })
      await expect.poll(() => recordedOf(id)).toEqual(['begun', 'ended', 'settled'])
      // As it says.
      goOn()
      await expect.poll(said).toBe('begun\nended\n')
    },
    3 * MINUTE,
  )

  it(
    'of a host that goes away is unknown until it is back, and was carried out once',
    async () => {
      const line = await WireRecorder.start(hub.base)
      await startAgent('full', { address: line.address })
      const id = await askSlow()
      line.cut()
      expect(await untilState(id, 'unknown')).toMatchObject({ failure: 'away', message: 'the host went away before it told the end' })
      goOn()
      await expect.poll(() => recordedOf(id)).toEqual(['begun', 'ended'])
      line.mend()
      expect(await untilState(id, 'succeeded')).toMatchObject({ failure: null, message: '', result: { exit_code: 0 } })
      expect(said()).toBe('begun\nended\n')
      line.close()
    },
    3 * MINUTE,
  )
})

describe('a unit that hangs on its stop', () => {
  const UNIT = `[Service]
ExecStart=/bin/sh -c 'while [ ! -e /run/go ]; do sleep 0.1; done'
ExecStop=/bin/sh -c 'echo stopping >> /run/said; while [ ! -e /run/go ]; do sleep 0.1; done'
TimeoutStopSec=600
`

  it(
    'is stopped once, also where the hub is killed meanwhile',
    async () => {
      const systemd = await RealSystemd.start({ 'slow.service': UNIT })
      try {
        await systemd.systemctl('start', 'slow.service')
        // The agent sees this systemd where others have theirs.
        const bus = 'mount -t tmpfs tmpfs /run && ln -s "$0/run/dbus" "$0/run/systemd" /run && exec "$@"'
        await startAgent('operate', { within: ['unshare', '--mount', '--propagation', 'private', 'sh', '-c', bus, systemd.root] })
        const { id } = await ask('/units/slow.service/stop', {})
        await expect.poll(() => systemd.run('cat', '/run/said')).toBe('stopping')
        await restartHub()
        expect(await actionOf(id)).toMatchObject({ state: 'unknown', failure: 'away' })
        await systemd.run('touch', '/run/go')
        expect(await untilState(id, 'succeeded')).toMatchObject({ operation: 'unit.control', failure: null })
        expect(await systemd.run('cat', '/run/said')).toBe('stopping')
        expect(await systemd.systemctl('is-active', 'slow.service')).toBe('inactive')
      } finally {
        await systemd.stop()
      }
    },
    3 * MINUTE,
  )
})
