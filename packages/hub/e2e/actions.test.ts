import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import { findOperation, OPERATION_IDS } from '@hyperion/wire/actions'
import type { ActionView, OperationMessage } from '@hyperion/wire/web'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { AgentProcess } from './agent-process.ts'
import { everyOrder } from './every-order.ts'
import { freePort, HubProcess, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'
import { Thief } from './thief.ts'
import { WireRecorder } from './wire-recorder.ts'

const MINUTE = 60_000
/** Of a test's own; they end with it. */
const TOLERANT = ['-c', 'trap "" TERM; while :; do sleep 1; done']

interface Row {
  readonly pid: number
  readonly command: string
  readonly started_at: number
}

let hub: HubProcess
let port: number
let token: string
let agent: AgentProcess
let host: number
let children: ChildProcess[]

beforeEach(async () => {
  port = await freePort()
  hub = await HubProcess.start({ port, dataDir: temporaryFolder() })
  token = await hub.token()
  children = []
})
afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await agent.stop('SIGKILL')
  await hub.stop('SIGKILL')
})
afterAll(removeTemporaryFolders)

/** Enrols an agent set to this tier, by way of this address. */
async function startAgent(tier: string, address = hub.base, more: readonly string[] = []): Promise<void> {
  const answer = await hub.post('/api/enrolment-tokens', { label: 'operated' }, token)
  const { token: enrolment } = (await answer.json()) as { token: string }
  agent = new AgentProcess(['--hub', address, '--token', enrolment, '--tier', tier, ...more])
  agent.start()
  host = await untilOperable()
}

/** The host's number, once it takes orders. */
async function untilOperable(): Promise<number> {
  const id = async (): Promise<number> => {
    const { hosts } = await hub.json<{ hosts: { id: number; kind: string }[] }>('/api/hosts', token)
    return hosts.find(({ kind }) => kind === 'agent')?.id ?? 0
  }
  const found = await hub.until(id, (number) => number !== 0)
  await hub.until(
    () => hub.json<{ capabilities: object | null }>(`/api/hosts/${found}/capabilities`, token),
    ({ capabilities }) => capabilities !== null,
  )
  return found
}

function ownProcess(
  command: string,
  args: readonly string[],
): { readonly pid: number; readonly gone: Promise<unknown>; isGone(): boolean } {
  const child = spawn(command, args, { stdio: 'ignore' })
  children.push(child)
  return { pid: child.pid as number, gone: once(child, 'exit'), isGone: () => child.exitCode !== null || child.signalCode !== null }
}

async function processes(): Promise<Row[]> {
  const socket = new WebSocket(`${hub.base.replace('http', 'ws')}/ws/operations/`, { headers: { authorization: `Bearer ${token}` } })
  await once(socket, 'open')
  const rows: Row[] = []
  const over = new Promise<void>((resolve, reject) =>
    socket.on('message', (data) => {
      const message = JSON.parse(String(data)) as OperationMessage
      if (message.type === 'rows') rows.push(...(message.rows as Row[]))
      else if (message.type === 'ended') resolve()
      else if (message.type === 'error') reject(new Error(message.error.message))
    }),
  )
  socket.send(JSON.stringify({ type: 'start', ref: 1, host, operation: 'process.list', params: {} }))
  await over
  socket.terminate()
  return rows
}

/** As the list tells it; a shell has its last name only once it runs. */
async function listed(pid: number): Promise<Row> {
  const rows = await hub.until(processes, (found) => found.some((row) => row.pid === pid))
  return rows.find((row) => row.pid === pid) as Row
}

async function signal({ pid, command, started_at }: Row, name: string, wait = 10): Promise<Response> {
  const body = { signal: name, command, started_at, reason: 'a test' }
  return hub.post(`/api/hosts/${host}/processes/${pid}/signal?wait=${wait}`, body, token)
}

const actionOf = async (id: string): Promise<ActionView> => (await hub.json<{ action: ActionView }>(`/api/actions/${id}`, token)).action

/** The host's own record. */
function recorded(): { what: string; id?: string; why?: string; operation?: string; order?: string }[] {
  const path = join(agent.folder, 'agent', 'actions.log')
  // A poll may see half a line.
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : []
  return lines.map((line) => JSON.parse(line))
}

const recordedOf = (id: string): string[] => recorded().flatMap((line) => (line.id === id ? [line.what] : []))

describe('a real agent set to operate', () => {
  it(
    'lists processes and ends the one that was confirmed, over a line on which nothing can be said twice',
    async () => {
      const recorder = await WireRecorder.start(hub.base)
      await startAgent('operate', recorder.address)
      const { pid, gone } = ownProcess('sleep', ['600'])
      const answer = await signal(await listed(pid), 'TERM')
      const { action } = (await answer.json()) as { action: ActionView }
      expect(action).toMatchObject({ state: 'succeeded', result: { ended: true } })
      await gone
      await expect.poll(() => recordedOf(action.id)).toEqual(['begun', 'ended', 'settled'])

      const second = ownProcess('sleep', ['600'])
      const before = recorded().length
      const orders = recorder.heard.filter((message) => JSON.parse(message).type === 'order')
      expect(orders.length).toBeGreaterThanOrEqual(2)
      for (const order of orders) recorder.say(order)
      const altered = (from: string): string => from.replace(`${pid}`, `${second.pid}`)
      for (const order of orders) if (altered(order) !== order) recorder.say(altered(order))
      for (const control of recorder.heard.filter((message) => JSON.parse(message).type === 'control')) recorder.say(control)
      const refused = () => recorded().slice(before)
      await expect.poll(() => refused().length).toBe(orders.length + 1)
      expect(refused().map(({ what }) => what)).toEqual(refused().map(() => 'refused'))
      expect(refused().filter(({ why }) => why?.includes('second time'))).toHaveLength(orders.length)
      expect(refused().filter(({ why }) => why?.includes('signature'))).toHaveLength(1)
      // It is still there, and the line is good for more.
      expect((await signal(await listed(second.pid), 'TERM')).status).toBe(200)
      await second.gone
      recorder.close()
    },
    2 * MINUTE,
  )

  it(
    'that is killed in mid action knows afterwards what it had begun, and says so',
    async () => {
      await startAgent('operate')
      const row = await listed(ownProcess('sh', TOLERANT).pid)
      const { action } = (await (await signal(row, 'TERM', 0)).json()) as { action: ActionView }
      await expect.poll(() => recordedOf(action.id)).toEqual(['begun'])
      await agent.stop('SIGKILL')
      await hub.until(
        () => actionOf(action.id),
        ({ state }) => state === 'unknown',
      )
      agent.start()
      const ended = await hub.until(
        () => actionOf(action.id),
        ({ state }) => state === 'failed',
      )
      expect(ended).toMatchObject({
        failure: 'failed',
        message: 'the agent was stopped while this was under way: what it had begun may have gone on',
      })
      await expect.poll(() => recordedOf(action.id)).toEqual(['begun', 'ended', 'settled'])
    },
    2 * MINUTE,
  )

  it(
    'goes on while its hub is killed, and tells the end to the next one',
    async () => {
      await startAgent('operate')
      const row = await listed(ownProcess('sh', TOLERANT).pid)
      const { action } = (await (await signal(row, 'TERM', 0)).json()) as { action: ActionView }
      await expect.poll(() => recordedOf(action.id)).toEqual(['begun'])
      await hub.stop('SIGKILL')
      const wentOn = expect.poll(() => recordedOf(action.id).slice(0, 2)).toEqual(['begun', 'ended'])
      const [next] = await Promise.all([HubProcess.start({ port, dataDir: hub.dataDir }), wentOn])
      hub = next
      token = await hub.token()
      const ended = await hub.until(
        () => actionOf(action.id),
        ({ state }) => state === 'succeeded',
      )
      expect(ended.result).toMatchObject({ ended: false })
      await expect.poll(() => recordedOf(action.id)).toEqual(['begun', 'ended', 'settled'])
    },
    2 * MINUTE,
  )
})

describe('a hub whose database and keys were stolen', () => {
  const changes = OPERATION_IDS.filter((id) => findOperation(id)?.tier !== 'observe')

  it.each(['observe', 'operate'] as const)(
    'has nothing done beyond the tier of a host set to %s, which writes down what was tried',
    async (tier) => {
      await startAgent(tier)
      const victim = ownProcess('sleep', ['600'])
      const row = await listed(victim.pid)
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'file'), 'as it was')
      let came = 0
      const server = createServer((socket) => {
        came++
        socket.destroy()
      }).listen(0, '127.0.0.1')
      await once(server, 'listening')
      await hub.stop('SIGKILL')
      const loot = temporaryFolder()
      cpSync(hub.dataDir, loot, { recursive: true })
      const thief = await Thief.start(loot, port)
      try {
        expect(await thief.capabilities()).toMatchObject({ tier })
        // Whatever it says of the tier, before and along with the order.
        thief.say({ type: 'configure', intervalMs: 1000, strain: null, tier: 'full', roots: ['/'] })
        thief.say({ type: 'welcome', host: 2, intervalMs: 1000, lacks: [], features: [], strain: null, tier: 'full' })
      } finally {
        thief.close()
      }
      // The agent ends a connection on which a second welcome comes: the thief comes again.
      const again = await Thief.start(loot, port)
      try {
        await again.capabilities()
        const above = changes.filter((id) => tier === 'observe' || findOperation(id)?.tier === 'full')
        const { pid, command, started_at: startedAt } = row
        const process = { pid, command, startedAt }
        const orders = everyOrder({ process, folder, port: (server.address() as AddressInfo).port })
        for (const operation of above) {
          const params = orders[operation] ?? {}
          for (const claim of [{}, { tier: 'full' }, { capabilities: { tier: 'full', roots: ['/'] }, approvedBy: 'root' }]) {
            expect([operation, await again.order({ operation, params, ...claim })]).toEqual([
              operation,
              {
                kind: 'ended',
                state: 'refused',
                result: null,
                error: { failure: 'tier', message: expect.stringContaining(`set to ${tier}`) },
              },
            ])
          }
        }
        expect([victim.isGone(), came]).toEqual([false, 0])
        expect([readdirSync(folder), readFileSync(join(folder, 'file'), 'utf8')]).toEqual([['file'], 'as it was'])
        const refused = recorded().filter(({ what }) => what === 'refused')
        expect(refused).toHaveLength(3 * above.length)
        for (const operation of above) expect(refused.filter(({ order }) => order?.includes(`"operation":"${operation}"`))).toHaveLength(3)
        if (tier === 'observe') expect(recorded().filter(({ what }) => what === 'begun')).toEqual([])
      } finally {
        again.close()
        server.close()
      }
    },
    2 * MINUTE,
  )

  it(
    'reaches no file beyond the folders that a host set to full opens, whatever it claims',
    async () => {
      const [open, closed] = [temporaryFolder(), temporaryFolder()]
      for (const folder of [open, closed]) writeFileSync(join(folder, 'file'), 'as it was')
      await startAgent('full', hub.base, ['--files', open])
      await hub.stop('SIGKILL')
      const loot = temporaryFolder()
      cpSync(hub.dataDir, loot, { recursive: true })
      const thief = await Thief.start(loot, port)
      try {
        expect(await thief.capabilities()).toMatchObject({ tier: 'full', roots: [open] })
        const process = { pid: 1, startedAt: 1, command: 'x' }
        const orders = Object.entries(everyOrder({ process, folder: closed, port: 1 }))
        const NAMED = /^file\.(?!roots|trash|restore|empty_trash)/
        for (const [operation, params] of orders.filter(([id]) => NAMED.test(id))) {
          const ended = await thief.order({ operation, params, capabilities: { roots: ['/'] }, roots: ['/'] })
          expect([operation, ended.state, ended.error?.failure]).toEqual([operation, 'failed', 'outside'])
        }
        const there = { operation: 'file.stat', params: { path: join(open, 'file') } }
        expect(await thief.order(there)).toMatchObject({ state: 'succeeded' })
        expect([readdirSync(closed), readFileSync(join(closed, 'file'), 'utf8')]).toEqual([['file'], 'as it was'])
      } finally {
        thief.close()
      }
    },
    2 * MINUTE,
  )

  it(
    'is refused by the real program of the hub too, whoever signs in there',
    async () => {
      await startAgent('observe')
      const row = await listed(ownProcess('sleep', ['600']).pid)
      const answer = await signal(row, 'KILL')
      expect([answer.status, await answer.json()]).toMatchObject([403, { error: 'ACTION_REFUSED', details: { reason: ['tier'] } }])
      expect(() => process.kill(row.pid, 0)).not.toThrow()
      expect(recorded()).toMatchObject([{ what: 'refused', why: 'this host is set to observe, and this takes operate' }])
    },
    2 * MINUTE,
  )
})
