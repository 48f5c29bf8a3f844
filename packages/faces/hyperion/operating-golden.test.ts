import { readdirSync, readFileSync } from 'node:fs'
import { ACTION_FAILURES } from '@hyperion/domain/actions'
import { PASSWORD, type TestApp, type TestUser, testApp, USERS } from '@hyperion/testkit/app'
import { codeAt } from '@hyperion/testkit/authenticator'
import { eventually } from '@hyperion/testkit/eventually'
import { ScriptedOperator, TOLD_AT } from '@hyperion/testkit/operators'
import { type Failure, FILE_LIMITS } from '@hyperion/wire/actions'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'

/** What stands before it: see `given` below. */
type Given = keyof typeof GIVEN

interface Example {
  readonly request: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
    readonly url: string
    readonly body?: object
    /** Of what is not JSON. */
    readonly content?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly as?: TestUser | 'nobody'
  }
  readonly given?: Given
  /** What the host answers instead of doing it. */
  readonly host?: Failure
  readonly status: number
  readonly answer: unknown
}

type Examples = Readonly<Record<string, Example>>

const FOLDER = new URL('./golden/operating/', import.meta.url)
const golden = (name: string): Examples => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'))
const FILES = readdirSync(FOLDER).sort()

/** Routes by which hosts are operated, and what they stand beside. */
const OPERATING =
  /^\/api\/(hosts\/:id\/(processes\/(?!busiest)|units\/|timers|files|network|sockets|probes|containers|commands|capabilities|approval)|actions|commands|process(es|us)|services)/

const NGINX = { pid: 1234, startedAt: TOLD_AT - 3_600_000, command: 'nginx: master process /usr/sbin/nginx' } as const
/** Stands for the number of every action, which is drawn at random. */
const ACTION = '0b1f2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d'
const WEB = { engine: 'docker', id: '4c01db0b339c'.repeat(5), name: 'web', image: 'nginx:1.27', state: 'running' } as const

let hub: TestApp
let operator: ScriptedOperator
/** A host that was never seen since the hub was started. */
let away: number
const routes = new Set<string>()
const tokens = new Map<TestUser, string>()

beforeAll(async () => {
  operator = new ScriptedOperator()
  hub = await testApp({
    operator,
    onRoute: ({ method, url }) => {
      if (method !== 'HEAD' && OPERATING.test(url)) routes.add(`${String(method)} ${url}`)
    },
  })
  for (const user of Object.keys(USERS) as TestUser[]) tokens.set(user, await hub.token(user))
  const info = { ...WEB, exitCode: null, health: 'healthy', createdAt: NGINX.startedAt, startedAt: NGINX.startedAt } as const
  hub.containers.told(hub.hubHostId, { engines: ['docker'], containers: [info], troubles: [] })
  await eventually(async () => expect(await hub.containers.stored(hub.hubHostId)).toHaveLength(1))
  const { database, clock } = hub
  const tokenHash = 'a'.repeat(64)
  const [createdAt, expiresAt] = [clock.now(), clock.now() + 60_000]
  await database.agents.addToken({ hash: tokenHash, label: '', createdBy: 'admin', createdAt, expiresAt })
  const enrolment = { tokenHash, key: 'k'.repeat(43), hostname: 'away-01', now: clock.now() }
  away = (await database.agents.enrol(enrolment))?.id ?? 0
  const process = { ...NGINX, name: 'nginx', user: 'root', cpuPercent: 0.4, memoryBytes: 12_582_912, threads: 1, ended: false }
  const snapshot = { at: TOLD_AT - 60_000, spanMs: 60_000, total: 120, processes: [process] }
  await hub.database.processes.append([{ host: hub.hubHostId, snapshot }])
})
afterAll(() => hub.close())
beforeEach(async () => {
  operator.refusal = null
  operator.patient = false
  await hub.database.actions.setApproval(hub.hubHostId, 'none')
})

async function asker() {
  const principal = await hub.accounts.authenticate(tokens.get('admin') ?? '')
  return { principal: principal as NonNullable<typeof principal>, address: '127.0.0.1' }
}

async function ended(): Promise<string> {
  const change = { asker: await asker(), reason: 'It may wait' }
  const { id } = await hub.actions.change(hub.hubHostId, 'process.renice', { ...NGINX, nice: 10 }, change)
  await hub.actions.settled(id, 0)
  await eventually(async () => expect(await hub.actions.byId(id)).toMatchObject({ state: 'succeeded' }))
  return id
}

async function waiting(): Promise<string> {
  await hub.database.actions.setApproval(hub.hubHostId, 'all')
  return (
    await hub.actions.change(hub.hubHostId, 'process.signal', { ...NGINX, signal: 'TERM' }, { asker: await asker(), reason: 'It hangs' })
  ).id
}

/** Each answers the action that it is about, if any. */
const GIVEN = {
  ended,
  waiting,
  async 'waiting text'() {
    await hub.database.actions.setApproval(hub.hubHostId, 'all')
    const input = Buffer.from('Hello there\n')
    const change = { asker: await asker(), reason: 'A greeting', input }
    return (await hub.actions.change(hub.hubHostId, 'file.write', { path: '/srv/notes.txt', size: input.length }, change)).id
  },
  async refused() {
    const id = await waiting()
    await hub.database.actions.change(id, ['awaiting_approval'], { state: 'refused', endedAt: hub.clock.now() })
    return id
  },
  async 'ended without undo'() {
    const id = await ended()
    await hub.database.actions.change(id, ['succeeded'], { undo: null })
    return id
  },
  async recorded() {
    const { id } = await hub.actions.change(
      hub.hubHostId,
      'command.terminal',
      { columns: 80, rows: 24 },
      { asker: await asker(), reason: 'To look' },
    )
    const { promise, resolve } = Promise.withResolvers<void>()
    const run = await hub.actions.attach(id, await asker(), (event) => (event.kind === 'ended' ? resolve() : undefined))
    run.control({ kind: 'end' })
    await promise
    return id
  },
  async approval() {
    await hub.database.actions.setApproval(hub.hubHostId, 'all')
  },
  async patient() {
    operator.patient = true
  },
  async 'second factor'() {
    await enrol('technicien')
  },
} satisfies Record<string, () => Promise<unknown>>

/** Switches a second factor on, in another session than that of the examples. */
async function enrol(user: TestUser): Promise<void> {
  const headers = { cookie: await hub.cookie(user) }
  const post = (url: string, payload: object) => hub.app.inject({ method: 'POST', url: `/api/two-factor${url}`, headers, payload })
  const { secret } = (await post('', { password: PASSWORD })).json()
  expect((await post('/confirm', { otp: codeAt(secret, hub.clock.now()) })).statusCode).toBe(200)
}

async function answerTo({ request, given, host }: Example): Promise<{ readonly status: number; readonly answer: unknown }> {
  const action = given === undefined ? undefined : await GIVEN[given]()
  if (host) operator.refusal = host
  const { method, url, body, content, headers, as = 'admin' } = request
  const text = content === '<2 MiB and a byte>' ? 'x'.repeat(FILE_LIMITS.textBytes + 1) : content
  const payload = body ?? text
  const pending = hub.app
    .inject({
      method,
      url: url.replace('{host}', String(hub.hubHostId)).replace('{away}', String(away)).replace('{action}', String(action)),
      headers: { ...(as !== 'nobody' && { authorization: `Bearer ${tokens.get(as)}` }), ...headers },
      ...(payload !== undefined && { payload }),
    })
    .then((answer) => {
      operator.patient = false
      return answer
    })
  if (operator.patient) {
    await eventually(() => expect(operator.open.size).toBe(1))
    await eventually(async () => {
      await hub.clock.advance(0)
      expect(operator.patient).toBe(false)
    })
  }
  const answer = await pending
  for (const id of operator.open.keys()) await hub.actions.cancel(id, await asker())
  const json = answer.headers['content-type']?.startsWith('application/json') ?? false
  const ids = (await hub.actions.list({ limit: 200 })).map(({ id }) => id)
  const masked = ids.reduce((whole, id) => whole.replaceAll(id, ACTION), answer.body)
  return { status: answer.statusCode, answer: json ? JSON.parse(masked) : masked }
}

describe.each(FILES)('%s', (file) => {
  it.each(Object.entries(golden(file)))('%s', async (_, example) => {
    const { status, answer } = example
    expect(await answerTo(example)).toEqual({ status, answer })
  })
})

describe('the examples', () => {
  it('are of every route by which hosts are operated', () => {
    const told = FILES.filter((file) => file !== 'errors.json').flatMap((file) => Object.keys(golden(file)))
    expect(told.sort()).toEqual([...routes].sort())
  })

  it('tell every way in which a host can refuse', () => {
    const refused = Object.values(golden('errors.json')).map(({ host }) => host?.failure)
    expect(refused).toEqual(expect.arrayContaining([...ACTION_FAILURES]))
  })
})
