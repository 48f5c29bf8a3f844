import type { Role } from '@hyperion/domain/users'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase } from '@hyperion/testkit/database'
import type { ActionEvent, ControlBody } from '@hyperion/wire/actions'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Operator } from '../operators/index.ts'
import { Actions, type ActionsDeps, type Asker } from './index.ts'

const TERM = { pid: 7, startedAt: 1, command: 'sleep 60', signal: 'TERM' } as const

let database: Awaited<ReturnType<typeof openTestDatabase>>
let host: number
let given: { readonly controls: ControlBody[]; tell(event: ActionEvent): Promise<void> }[]
let audited: { action: string; actor: string; details: Record<string, unknown> }[]
let online: boolean
let actions: Actions

const operator: Operator = {
  capabilities: { tier: 'full', user: 'root', privileged: true, roots: ['/srv'], lacks: [] },
  start(_request, sink) {
    const controls: ControlBody[] = []
    given.push({ controls, tell: async (event) => sink(event) })
    return { control: (body) => controls.push(body) }
  },
}

/** The hub, started anew on the same database. */
async function restart(): Promise<void> {
  const status = { name: 'web-01', online: true }
  const audit = {
    record: ({ action, actor, details }: { action: string; actor: { name: string }; details: Record<string, unknown> }) =>
      audited.push({ action, actor: actor.name, details }),
  }
  actions = new Actions({
    store: database.actions,
    hosts: {
      find: async () => ({ status: { ...status, online } }),
      operator: () => (online ? operator : null),
      status: () => status,
    } as never,
    audit: audit as unknown as ActionsDeps['audit'],
    stepUp: { mustStepUp: async () => false },
    bus: { publish: () => {} },
    recorder: async () => null,
    clock: new TestClock(),
    log: () => {},
  })
  await actions.start()
}

beforeEach(async () => {
  database = await openTestDatabase()
  given = []
  audited = []
  online = true
  host = (await database.hosts.ensureHub('web-01', 0)).id
  await restart()
  return () => database.close()
})

const PEOPLE = { ada: 1, bob: 2 } as const

function asker(name: keyof typeof PEOPLE, role: Role = 'technicien'): Asker {
  return { principal: { user: { id: PEOPLE[name], username: name, role }, kind: 'token', tokenHash: name } as never, address: '192.0.2.1' }
}

const failing = (code: string) => ({ code })

describe('a text that is given with the asking', () => {
  const admin = asker('ada', 'admin')
  const write = (input: Uint8Array, change: object = {}) =>
    actions.change(host, 'file.write', { path: '/srv/a.txt', size: input.length }, { asker: admin, reason: 'a text', input, ...change })
  const sent = () =>
    Buffer.concat((given[0]?.controls ?? []).map((body) => Buffer.from(body.kind === 'input' ? (body.data ?? '') : '', 'base64')))
  const ends = () => (given[0]?.controls ?? []).filter(({ kind }) => kind === 'end').length

  it('is fed to the host no faster than it takes it, and by nobody else', async () => {
    const input = Buffer.alloc(2 * 1024 * 1024, 'text')
    const { id } = await write(input)
    expect([sent().length, ends()]).toEqual([1024 * 1024, 0])
    const run = await actions.attach(id, admin, () => {})
    run.control({ kind: 'input', data: 'cm0gLXJm' })
    for (const done of [1, 2]) await given[0]?.tell({ kind: 'progress', done: done * 1024 * 1024, total: input.length })
    expect([sent().equals(input), ends()]).toEqual([true, 1])
    run.leave()
    expect(given[0]?.controls).not.toContainEqual({ kind: 'cancel' })
  })

  it('is fed once a second person lets it go, and not kept after that', async () => {
    await database.actions.setApproval(host, 'all')
    const { id } = await write(Buffer.from('text'))
    await expect(actions.inputOf(id, asker('bob'))).rejects.toMatchObject(failing('permission_denied'))
    expect(await actions.inputOf(id, asker('bob', 'admin'))).toEqual(Buffer.from('text'))
    expect(audited.at(-1)).toMatchObject({ action: 'host.read', actor: 'bob', details: { action: id } })
    online = false
    await expect(actions.decide(id, true, asker('bob', 'admin'))).rejects.toMatchObject(failing('host_unreachable'))
    online = true
    expect((await actions.decide(id, true, asker('bob', 'admin'))).state).toBe('running')
    expect([sent().toString(), ends()]).toEqual(['text', 1])
    await expect(actions.inputOf(id, asker('bob', 'admin'))).rejects.toMatchObject(failing('not_found'))
  })

  it('is in no database: a hub that was started anew says that it is gone', async () => {
    await database.actions.setApproval(host, 'all')
    const { id } = await write(Buffer.from('text'))
    await restart()
    expect(await actions.byId(id)).toMatchObject({ state: 'expired', message: expect.stringContaining('started anew') })
    await expect(actions.decide(id, true, asker('bob', 'admin'))).rejects.toMatchObject(failing('conflict'))
  })

  it('is of limited size, alone and all together', async () => {
    await expect(write(Buffer.alloc(2 * 1024 * 1024 + 1))).rejects.toMatchObject({
      code: expect.stringMatching(/body_too_large|validation_failed/),
    })
    await database.actions.setApproval(host, 'all')
    const ids: string[] = []
    for (let i = 0; i < 32; i++) ids.push((await write(Buffer.alloc(2 * 1024 * 1024))).id)
    await expect(write(Buffer.from('x'))).rejects.toMatchObject(failing('conflict'))
    await actions.cancel(ids[0] ?? '', admin)
    expect((await write(Buffer.from('x'))).state).toBe('awaiting_approval')
  })

  it('is given to nothing that takes none', async () => {
    const change = { asker: admin, reason: 'a text', input: Buffer.from('x') }
    await expect(actions.change(host, 'process.signal', TERM, change)).rejects.toMatchObject(failing('validation_failed'))
    expect(given).toEqual([])
  })
})
