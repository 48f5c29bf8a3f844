import type { ContainerInfo, ContainerList } from '@hyperion/domain/hosts'
import { AgentHub } from '@hyperion/testkit/agent'
import { AGENT_CLOSE, AGENT_FEATURES, AGENT_LIMITS } from '@hyperion/wire/agent'
import { beforeEach, describe, expect, it } from 'vitest'

let hub: AgentHub
beforeEach(async () => {
  hub = await AgentHub.start()
  return () => hub.close()
})

function container(name: string, change: Partial<ContainerInfo> = {}): ContainerInfo {
  const run = { state: 'running', exitCode: null, health: 'healthy', createdAt: 1_768_000_000_000, startedAt: 1_768_000_001_000 } as const
  return { engine: 'docker', id: name.length.toString(16).padStart(64, '0'), name, image: 'nginx:latest', ...run, ...change }
}

const list = (...containers: ContainerInfo[]): ContainerList => ({ engines: ['docker'], containers, troubles: [] })
const told = async (host: number) => (await hub.call('GET', `/api/hosts/${host}/containers`)).json()

describe('containers of an agent', () => {
  it('are asked for in the welcome, kept as told, and go with their host', async () => {
    const agent = hub.stranger({ token: await hub.newToken() })
    agent.prove(await agent.hello())
    expect((await agent.next('welcome')).features).toContain('containers')
    const { id } = await hub.firstHost()
    expect(await told(id)).toEqual({ told: null, containers: [] })
    agent.send({
      type: 'containers',
      list: list(container('web'), container('job', { state: 'exited', exitCode: 3, startedAt: null, health: null })),
    })
    await expect.poll(async () => (await told(id)).containers.length).toBe(2)
    const now = hub.app.clock.now()
    expect(await told(id)).toEqual({
      told: { engines: ['docker'], troubles: [] },
      containers: [
        expect.objectContaining({ name: 'job', state: 'exited', exit_code: 3, started_at: null, health: null, figures: null }),
        {
          id: expect.any(Number),
          container_id: container('web').id,
          name: 'web',
          engine: 'docker',
          image: 'nginx:latest',
          state: 'running',
          exit_code: null,
          health: 'healthy',
          created_at: 1_768_000_000_000,
          started_at: 1_768_000_001_000,
          updated_at: now,
          reported_at: null,
          figures: null,
        },
      ],
    })
    agent.send({ type: 'containers', list: list(container('web')) })
    await expect.poll(async () => (await told(id)).containers[0].state).toBe('removed')
    expect((await hub.call('DELETE', `/api/hosts/${id}?confirm=web-01`)).statusCode).toBe(204)
    expect((await hub.call('GET', `/api/hosts/${id}/containers`)).statusCode).toBe(404)
    expect(await hub.app.database.containers.list(id)).toEqual([])
  })

  it('that cannot be seen are a trouble of the host while it is connected', async () => {
    const agent = await hub.enrol()
    const { id } = await hub.firstHost()
    const trouble = 'containers: docker (/run/docker.sock) may not be asked by this user'
    agent.send({ type: 'containers', list: { engines: [], containers: [], troubles: [trouble] } })
    await expect.poll(async () => (await hub.firstHost()).degraded).toEqual([trouble])
    expect((await told(id)).told).toEqual({ engines: [], troubles: [trouble] })
    agent.socket.close()
    await expect.poll(async () => (await hub.firstHost()).degraded).toEqual([])
  })

  it('are none of an agent that is too old to tell', async () => {
    const agent = hub.stranger({ token: await hub.newToken(), hello: { features: AGENT_FEATURES.filter((each) => each !== 'containers') } })
    agent.prove(await agent.hello())
    await agent.next('welcome')
    const { id } = await hub.firstHost()
    await expect.poll(async () => (await hub.firstHost()).lacks).toEqual(['containers'])
    expect(await told(id)).toEqual({ told: null, containers: [] })
  })

  it('with the same name twice are one', async () => {
    const agent = await hub.enrol()
    const { id } = await hub.firstHost()
    agent.send({ type: 'containers', list: list(container('web'), container('web', { image: 'caddy' })) })
    await expect.poll(async () => (await told(id)).containers).toMatchObject([{ name: 'web', image: 'caddy' }])
  })

  it.each([
    ['a state that is none', list(container('web', { state: 'dancing' as 'running' })), /state must be one of created, running/],
    ['an id that is none', list(container('web', { id: '../../etc' })), /id must be well formed/],
    ['a name with control characters', list(container('web\u0000')), /name must be well formed/],
    ['no name', list(container('')), /name must be well formed/],
    ['a time that is none', list(container('web', { createdAt: -1 })), /createdAt must be an instant/],
    ['an exit code that is none', list(container('web', { exitCode: 1.5 })), /exitCode must be a whole number/],
    [
      'a longer list than allowed',
      list(...Array.from({ length: AGENT_LIMITS.containers + 1 }, (_, i) => container(`c${i}`))),
      /a list of at most 512/,
    ],
    ['engines that are no text', { ...list(), engines: [7] } as unknown as ContainerList, /engines\[0\] must be a text/],
  ])('with %s are refused, naming the field', async (_what, wrong, reason) => {
    const agent = await hub.enrol()
    const { id } = await hub.firstHost()
    agent.send({ type: 'containers', list: wrong })
    const closed = await agent.closed
    expect(closed.code).toBe(AGENT_CLOSE.malformed)
    expect(closed.reason).toMatch(reason)
    expect((await told(id)).containers).toEqual([])
  })
})

it('the containers of the hub’s own machine are told alike', async () => {
  const { hubHostId, containers } = hub.app
  containers.told(hubHostId, list(container('web')))
  await expect.poll(async () => (await told(hubHostId)).containers).toMatchObject([{ name: 'web', state: 'running' }])
})
