import { realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type EngineKind, TestEngine } from '@hyperion/testkit/containers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HubProcess, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'
import { type Operated, operate } from './operated.ts'

const BUILT = dirname(fileURLToPath(import.meta.resolve('../../../dist/agent/hyperion-agent.cjs')))

let hub: HubProcess
let token: string
beforeAll(async () => {
  hub = await HubProcess.start()
  token = await hub.token()
})
afterAll(async () => {
  await hub?.stop()
  removeTemporaryFolders()
})

async function hosts(): Promise<readonly number[]> {
  const answer = await hub.json<{ hosts: { id: number; kind: string }[] }>('/api/hosts', token)
  return answer.hosts.filter(({ kind }) => kind === 'agent').map(({ id }) => id)
}

/** An agent in a container as the operator guide has it, at operate; its image has nothing, so that Node comes from this machine. */
async function startAgent(engine: TestEngine, name: string, ...options: readonly string[]): Promise<number> {
  const before = await hosts()
  const { token: enrolment } = (await (await hub.post('/api/enrolment-tokens', {}, token)).json()) as { token: string }
  const parts = {
    '/usr': '/usr:ro',
    '/lib': '/lib:ro',
    '/lib64': '/lib64:ro',
    [realpathSync(process.execPath)]: '/node:ro',
    [BUILT]: '/agent:ro',
  }
  const volumes = Object.entries({ ...parts, '/': '/host:ro', [temporaryFolder()]: '/data' }).map(([from, to]) => `--volume=${from}:${to}`)
  const command = `exec /node /agent/hyperion-agent.cjs --root /host --data /data --hub ${hub.base} --token ${enrolment} --tier operate`
  engine.run(name, command, '--network=host', '--pid=host', `--env=DOCKER_HOST=unix:///host${engine.socket}`, ...volumes, ...options)
  const fresh = async () => (await hosts()).find((id) => !before.includes(id))
  const host = (await hub.until(fresh, (id) => id !== undefined)) as number
  await hub.until(
    () => hub.json<{ capabilities: object | null }>(`/api/hosts/${host}/capabilities`, token),
    ({ capabilities }) => capabilities !== null,
  )
  return host
}

describe.each<EngineKind>(['docker', 'podman'])('an agent in a container of %s', (kind) => {
  let engine: TestEngine
  beforeAll(async () => {
    engine = await TestEngine.start(kind)
    engine.run('other', 'while :; do sleep 0.1; done')
  })
  afterAll(() => engine?.stop())

  it.each([
    ['agent', []],
    ['agent-with-cgroups-of-its-own', ['--cgroupns=private']],
  ] as const)('named %s does not end the container that it runs in, nor what that runs under', async (name, options) => {
    const host = await startAgent(engine, name, ...options)
    const ask = (operation: string, params: object = {}): Promise<Operated> => operate({ hub, token, host }, operation, params)
    const { rows } = await ask('container.list')
    const which = (of: string) => {
      const row = rows.find((each) => each.name === of)
      if (!row) throw new Error(`${of} is not listed: ${JSON.stringify(rows)}`)
      return { engine: row.engine, id: row.id, name: row.name, image: row.image }
    }
    expect(rows.filter((row) => row.protected).map((row) => row.name)).toEqual([name])
    for (const verb of ['stop', 'restart', 'pause'])
      expect([verb, await ask(`container.${verb}`, which(name))]).toMatchObject([verb, { state: 'failed', failure: 'protected' }])
    expect(await ask('container.kill', { ...which(name), signal: 'KILL' })).toMatchObject({ state: 'failed', failure: 'protected' })
    const { result } = await ask('container.inspect', { engine: which(name).engine, id: which(name).id })
    expect(result).toMatchObject({ state: 'running', protected: true })

    const processes = (await ask('process.list')).rows
    const own = processes.find(({ command }) => String(command).startsWith('/node /agent/'))
    const parent = processes.find(({ pid }) => pid === own?.parent)
    for (const row of [own, parent]) {
      const confirmed = { pid: row?.pid, started_at: row?.started_at, command: row?.command }
      expect([row?.name, await ask('process.signal', { ...confirmed, signal: 'KILL' })]).toMatchObject([
        row?.name,
        { failure: 'protected' },
      ])
    }
    expect(await ask('container.restart', { ...which('other'), grace_s: 0 })).toMatchObject({ result: { state: 'running' } })
    expect(engine.cli('inspect', '--format', '{{.State.Running}}', name)).toBe('true')
    engine.remove(name)
  })
})
