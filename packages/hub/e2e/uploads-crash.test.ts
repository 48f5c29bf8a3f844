import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { type ClientRequest, request } from 'node:http'
import { join } from 'node:path'
import type { ActionView } from '@hyperion/wire/web'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { AgentProcess } from './agent-process.ts'
import { HubProcess, removeTemporaryFolders, temporaryFolder } from './hub-process.ts'

const MIB = 1024 * 1024

let hub: HubProcess
let token: string
let agent: AgentProcess
let host: number
let root: string

beforeEach(async () => {
  hub = await HubProcess.start({ dataDir: temporaryFolder() })
  token = await hub.token()
  root = join(temporaryFolder(), 'files')
  mkdirSync(root)
  const { token: enrolment } = (await (await hub.post('/api/enrolment-tokens', {}, token)).json()) as { token: string }
  agent = new AgentProcess(['--hub', hub.base, '--token', enrolment, '--tier', 'full', '--files', root])
  agent.start()
  host = await operable()
})
afterEach(async () => {
  await agent?.stop('SIGKILL')
  await hub?.stop('SIGKILL')
})
afterAll(removeTemporaryFolders)

/** The host's number, once it takes orders. */
async function operable(): Promise<number> {
  const id = async (): Promise<number | undefined> => {
    const { hosts } = await hub.json<{ hosts: { id: number; kind: string; agent: { connected: boolean } | null }[] }>('/api/hosts', token)
    return hosts.find((each) => each.kind === 'agent' && each.agent?.connected)?.id
  }
  const found = (await hub.until(id, (number) => number !== undefined)) as number
  await hub.until(
    () => hub.json<{ capabilities: object | null }>(`/api/hosts/${found}/capabilities`, token),
    ({ capabilities }) => capabilities !== null,
  )
  return found
}

/** An upload whose body goes on for as long as the test likes; `over`: what was answered, or that nothing was. */
function begin(path: string, size: number, offset = 0): { readonly sent: ClientRequest; readonly over: Promise<number | null> } {
  const query = new URLSearchParams({ path, upload: 'upload-mine', reason: 'a test' })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream', 'content-length': size - offset }
  const range = { 'content-range': `bytes ${offset}-${size - 1}/${size}` }
  const sent = request(`${hub.base}/api/hosts/${host}/files/upload?${query}`, { method: 'PUT', headers: { ...headers, ...range } })
  const over = new Promise<number | null>((resolve) => {
    sent.on('response', (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? null)
    })
    sent.on('error', () => resolve(null))
  })
  return { sent, over }
}

async function received(path: string): Promise<number> {
  const query = new URLSearchParams({ path, upload: 'upload-mine' })
  return (await hub.json<{ received: number }>(`/api/hosts/${host}/files/upload?${query}`, token)).received
}

const names = (): string[] => readdirSync(root).filter((name) => name !== '.hyperion-trash')
/** Of the only file that is there. */
const partSize = (): number => Math.max(0, ...names().map((name) => statSync(join(root, name)).size))
const uploads = async (): Promise<readonly ActionView[]> =>
  (await hub.json<{ actions: ActionView[] }>('/api/actions?operation=file.upload', token)).actions

it('goes on with an upload after the agent was killed in the middle of it, and shows nothing under its name before it is whole', async () => {
  const content = randomBytes(24 * MIB)
  const path = join(root, 'image.bin')
  let at = 0
  for (const killAt of [5, 11, 17]) {
    const { sent, over } = begin(path, content.length, at)
    sent.write(content.subarray(at, killAt * MIB))
    await hub.until(
      async () => partSize(),
      (size) => size > (killAt - 1) * MIB,
    )
    await agent.stop('SIGKILL')
    // At once, though the client had more to send.
    expect(await over).toBe(503)
    sent.destroy()
    expect(existsSync(path)).toBe(false)
    expect(names()).toHaveLength(1)
    agent.start()
    await operable()
    at = await received(path)
    // Some of it may still have been on its way.
    expect(at).toBe(partSize())
  }
  const { sent, over } = begin(path, content.length, at)
  sent.end(content.subarray(at))
  expect(await over).toBe(200)
  expect(readFileSync(path).equals(content)).toBe(true)
  expect(names()).toEqual(['image.bin'])
  await hub.until(uploads, (all) => all.every(({ state }) => state !== 'unknown' && state !== 'running'))
  const [last, ...before] = await uploads()
  expect(last).toMatchObject({ state: 'succeeded' })
  expect(before.map(({ state, message }) => [state, message])).toEqual(
    Array(3).fill(['failed', 'the agent was stopped while this was under way: what it had begun may have gone on']),
  )
})

it('goes on with an upload after the hub was killed in the middle of it', async () => {
  const content = randomBytes(12 * MIB)
  const path = join(root, 'image.bin')
  const { sent, over } = begin(path, content.length)
  sent.write(content.subarray(0, 5 * MIB))
  await hub.until(
    async () => partSize(),
    (size) => size > 4 * MIB,
  )
  await hub.stop('SIGKILL')
  expect(await over).toBeNull()
  hub = await HubProcess.start({ port: Number(new URL(hub.base).port), dataDir: hub.dataDir })
  token = await hub.token()
  await operable()
  const at = await received(path)
  expect([existsSync(path), at]).toEqual([false, partSize()])
  const rest = begin(path, content.length, at)
  rest.sent.end(content.subarray(at))
  expect(await rest.over).toBe(200)
  expect(readFileSync(path).equals(content)).toBe(true)
  await hub.until(uploads, (all) => all.every(({ state }) => state !== 'unknown' && state !== 'running'))
  const [, first] = await uploads()
  expect(first?.state).toMatch(/failed|cancelled/)
})
