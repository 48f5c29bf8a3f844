import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { AGENT_PROCESS } from '@hyperion/testkit/agent'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { type OtherMachine, otherMachine, tcpProbe } from '@hyperion/testkit/reach'
import type { HostSummary } from '@hyperion/wire/web'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let machine: OtherMachine
let hub: TestApp
let agent: ChildProcess

beforeEach(async () => {
  machine = otherMachine()
  hub = await testApp({ probe: tcpProbe({ timeoutMs: 1_000 }) })
  const address = (await hub.app.listen({ host: machine.here, port: 0 })).replace('http', 'ws')
  const { token } = await hub.enrolments.create({ label: 'test', minutes: 60, createdBy: 'admin' })
  agent = machine.start(process.execPath, AGENT_PROCESS, address, token, machine.there)
  await expect.poll(() => host().then((found) => found?.agent?.connected)).toBe(true)
  const headers = { authorization: `Bearer ${await hub.token('admin')}` }
  await expect.poll(async () => (await hub.app.inject({ url: '/api/hosts/2', headers })).statusCode).toBe(200)
  // It is asked once while it is up.
  await pass(30)
  await expect.poll(() => hub.agents.get(2)?.down).toBeNull()
})
afterEach(async () => {
  agent.kill('SIGKILL')
  await hub.close()
  machine.remove()
})

const pass = (seconds: number) => hub.clock.advance(seconds * 1000)

async function host(): Promise<HostSummary | undefined> {
  const answer = await hub.app.inject({ url: '/api/hosts', headers: { authorization: `Bearer ${await hub.token('admin')}` } })
  return answer.json().hosts[1]
}

async function fleetState(): Promise<string> {
  await pass(5)
  const answer = await hub.app.inject({ url: '/api/fleet', headers: { authorization: `Bearer ${await hub.token('admin')}` } })
  return answer.json().rows[1].state
}

describe('an agent on another machine', () => {
  it('that is killed is known to be down alone', async () => {
    const ended = once(agent, 'exit')
    agent.kill('SIGKILL')
    await ended
    await expect.poll(() => hub.agents.get(2)?.connected).toBe(false)
    const since = hub.agents.get(2)?.lastSeen
    await pass(16)
    await expect.poll(host).toMatchObject({ online: false, down: { what: 'agent', since } })
    await expect.poll(fleetState).toBe('stale')
    await pass(60)
    expect((await host())?.degraded[0]).toContain('the host is up, its agent is not')
  })

  it('whose cable is pulled is known to be down with it, and up again when it answers', async () => {
    machine.unplug()
    for (let seconds = 0; seconds < 100; seconds += 20) await pass(20)
    await expect.poll(async () => (await host())?.down?.what).toBe('host')
    await expect.poll(fleetState).toBe('down')
    machine.plug()
    // Whoever is asked already is not asked again before he answered or the time for it is over.
    const downAfterAWhile = async (): Promise<string | undefined> => {
      await pass(30)
      return (await host())?.down?.what
    }
    await expect.poll(downAfterAWhile).not.toBe('host')
  })
})
