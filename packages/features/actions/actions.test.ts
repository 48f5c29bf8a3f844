import { ActionError } from '@hyperion/domain/actions'
import type { Role } from '@hyperion/domain/users'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase } from '@hyperion/testkit/database'
import type { ActionEvent, ControlBody, Ended } from '@hyperion/wire/actions'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Operator, OrderRequest } from '../operators/index.ts'
import { Actions, type ActionsDeps, type Asker, type EventSink, type Recorder } from './index.ts'

const TERM = { pid: 7, startedAt: 1, command: 'sleep 60', signal: 'TERM' } as const
const KILL = { ...TERM, signal: 'KILL' } as const
const DONE: Ended = { kind: 'ended', state: 'succeeded', result: { ended: true, undo: null }, error: null }
const UNKNOWN = '00000000-0000-4000-8000-000000000000'
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

interface Given {
  readonly request: OrderRequest
  readonly controls: ControlBody[]
  tell(event: ActionEvent): Promise<void>
}

let database: Awaited<ReturnType<typeof openTestDatabase>>
let clock: TestClock
let host: number
let given: Given[]
let audited: { action: string; actor: string; details: Record<string, unknown> }[]
let published: string[]
let online: boolean
let codeIsOld: boolean
let recorder: Recorder | null
let actions: Actions

const operator: Operator = {
  capabilities: { tier: 'operate', user: 'root', privileged: true, roots: [], lacks: [] },
  start(request, sink) {
    const controls: ControlBody[] = []
    given.push({ request, controls, tell: async (event) => sink(event) })
    return { control: (body) => controls.push(body) }
  },
}

/** The hub, started anew on the same database. */
async function restart(): Promise<void> {
  const status = { name: 'web-01', online: true }
  actions = new Actions({
    store: database.actions,
    hosts: {
      find: async () => ({ status: { ...status, online } }),
      operator: () => (online ? operator : null),
      status: () => status,
    } as never,
    audit: {
      record: ({ action, actor, details }: (typeof audited)[number] & { actor: { name: string } | null }) =>
        audited.push({ action, actor: (actor as { name: string } | null)?.name ?? '', details }),
    } as unknown as ActionsDeps['audit'],
    stepUp: { mustStepUp: async () => codeIsOld },
    bus: {
      publish: ((topic: string, { action }: { action: { state: string } }) => topic === 'action' && published.push(action.state)) as never,
    },
    recorder: async () => recorder,
    clock,
    log: () => {},
  })
  await actions.start()
}

beforeEach(async () => {
  database = await openTestDatabase()
  clock = new TestClock()
  given = []
  audited = []
  published = []
  online = true
  codeIsOld = false
  recorder = null
  host = (await database.hosts.ensureHub('web-01', clock.now())).id
  await restart()
  return () => database.close()
})

const PEOPLE = { ada: 1, bob: 2, vera: 3 } as const

function asker(name: keyof typeof PEOPLE = 'ada', role: Role = 'technicien', kind: 'token' | 'key' = 'token'): Asker {
  return { principal: { user: { id: PEOPLE[name], username: name, role }, kind, tokenHash: name } as never, address: '192.0.2.1' }
}

const ask = (params: object = TERM, { by = asker(), reason = 'it hangs', sink }: { by?: Asker; reason?: string; sink?: EventSink } = {}) =>
  actions.change(host, 'process.signal', params as never, { asker: by, reason, sink })
const stateOf = async (id: string) => (await actions.byId(id)).state
const failing = (code: string) => ({ code })

describe('a change', () => {
  it('is kept, given, followed to its end and audited', async () => {
    const { id, state } = await ask()
    expect(state).toBe('running')
    expect(given[0]?.request).toMatchObject({ id, operation: 'process.signal', params: TERM, reason: 'it hangs', approvedBy: null })
    expect(given[0]?.request.by).toEqual({ user: 'ada', address: '192.0.2.1' })
    await given[0]?.tell({ kind: 'text', text: 'half way\n' })
    expect((await actions.byId(id)).output).toBe('half way\n')
    await given[0]?.tell(DONE)
    expect(await actions.byId(id)).toMatchObject({ state: 'succeeded', result: { ended: true }, output: 'half way\n', failure: null })
    expect(given[0]?.controls).toEqual([{ kind: 'settled' }])
    expect(published).toEqual(['approved', 'running', 'succeeded'])
    const details = { action: id, operation: 'process.signal', target: 'TERM → 7 sleep 60', reason: 'it hangs' }
    expect(audited).toEqual([{ action: 'action.request', actor: 'ada', details }])
    expect(await actions.count({ host })).toBe(1)
  })

  it.each(['', ' ', 'no', `  x ${' '.repeat(50)}`, 'x'.repeat(1001), 'why\0not', 'gnp\u202e.exe', 'why\u001b[2J'])(
    'needs a reason, and %j is none',
    async (reason) => {
      await expect(ask(TERM, { reason })).rejects.toMatchObject({
        ...failing('validation_failed'),
        info: { details: { reason: [expect.any(String)] } },
      })
      expect([given, audited]).toEqual([[], []])
    },
  )

  it.each([
    [{ ...TERM, pid: 0 }, 'pid'],
    [{ ...TERM, pid: '7' }, 'pid'],
    [{ ...TERM, signal: 'SEGV' }, 'signal'],
    [{ ...TERM, command: undefined }, 'command'],
    [{}, 'pid'],
  ])('with %j is refused by name of the field', async (params, field) => {
    await expect(ask(params)).rejects.toMatchObject({
      ...failing('validation_failed'),
      info: { details: { [field]: [expect.any(String)] } },
    })
    expect(await actions.count({ host })).toBe(0)
  })

  it('keeps nothing that a database refuses', async () => {
    const { id, target } = await ask({ ...TERM, command: 'a\0b' })
    expect(target).toBe('TERM → 7 a\\u{0}b')
    await given[0]?.tell({ kind: 'ended', state: 'failed', result: null, error: { failure: 'failed', message: 'c\0d' } })
    expect((await actions.byId(id)).message).toBe('c\u{FFFD}d')
    const incident = actions.change(host, 'process.signal', TERM, { asker: asker(), reason: 'it hangs', incident: 'x\0' })
    await expect(incident).rejects.toMatchObject({ ...failing('validation_failed'), info: { details: { incident: [expect.any(String)] } } })
  })

  it('is for those who may, by session or by key', async () => {
    for (const kind of ['token', 'key'] as const)
      await expect(ask(TERM, { by: asker('vera', 'viewer', kind) })).rejects.toMatchObject(failing('permission_denied'))
    // A key may have less than its user.
    expect((await ask(TERM, { by: asker('ada', 'technicien', 'key') })).state).toBe('running')
    expect((await ask(TERM, { by: asker('bob', 'admin') })).state).toBe('running')
  })

  it('that is dangerous takes a code of whoever can give one', async () => {
    codeIsOld = true
    await expect(ask(KILL)).rejects.toMatchObject(failing('step_up_required'))
    expect((await ask(TERM)).state).toBe('running')
    expect((await ask(KILL, { by: asker('ada', 'technicien', 'key') })).state).toBe('running')
    codeIsOld = false
    expect((await ask(KILL)).state).toBe('running')
  })

  it('that is recorded ends when it cannot be any longer, says why, and shows nothing that is not recorded', async () => {
    const kept: ActionEvent[] = []
    recorder = {
      event: async (event) => {
        if (event.kind === 'text' && event.text === 'two') throw new ActionError('too_large', 'the recording is full')
        kept.push(event)
      },
      control: () => {},
    }
    const told: ActionEvent[] = []
    const { id } = await ask(TERM, { sink: (event) => void told.push(event) })
    for (const text of ['one', 'two', 'three']) await given[0]?.tell({ kind: 'text', text })
    expect(given[0]?.controls).toEqual([{ kind: 'cancel' }])
    await given[0]?.tell({ kind: 'ended', state: 'cancelled', result: null, error: { failure: 'cancelled', message: 'it was cancelled' } })
    const message = 'it was ended: the recording is full'
    const end = { kind: 'ended', state: 'failed', result: null, error: { failure: 'too_large', message } }
    expect(told).toEqual([{ kind: 'text', text: 'one' }, end])
    expect(kept).toEqual(told)
    expect(await actions.byId(id)).toMatchObject({ state: 'failed', failure: 'too_large', message, output: 'one' })
  })

  it('is told from the first word to whoever asked', async () => {
    const told: ActionEvent[] = []
    await ask(TERM, { sink: async (event) => void told.push(event) })
    await given[0]?.tell({ kind: 'text', text: 'one' })
    await given[0]?.tell(DONE)
    expect(told).toEqual([{ kind: 'text', text: 'one' }, DONE])
  })

  it('that a host answers in a way nobody understands has failed', async () => {
    const { id } = await ask()
    await given[0]?.tell({ ...DONE, result: { ended: 'perhaps', undo: { operation: 'file.delete', params: { path: '/' } } } })
    expect(await actions.byId(id)).toMatchObject({ state: 'failed', failure: 'failed', undo: null, result: null })
  })
})

describe('a second person', () => {
  it.each([
    ['none', 'running', 'running'],
    ['dangerous', 'running', 'awaiting_approval'],
    ['all', 'awaiting_approval', 'awaiting_approval'],
  ] as const)('is needed for %s', async (approval, harmless, dangerous) => {
    await actions.setApproval(host, approval, asker('bob', 'admin'))
    expect([(await ask(TERM)).state, (await ask(KILL)).state]).toEqual([harmless, dangerous])
  })

  async function waiting(): Promise<string> {
    await database.actions.setApproval(host, 'all')
    return (await ask()).id
  }

  it('lets go what somebody else asked for, once', async () => {
    const id = await waiting()
    await expect(actions.decide(id, true, asker('ada'))).rejects.toMatchObject(failing('conflict'))
    await expect(actions.decide(id, true, asker('vera', 'viewer'))).rejects.toMatchObject(failing('permission_denied'))
    const both = await Promise.allSettled([actions.decide(id, true, asker('bob')), actions.decide(id, true, asker('vera'))])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(given).toHaveLength(1)
    expect(given[0]?.request).toMatchObject({ id, params: TERM, approvedBy: expect.stringMatching(/bob|vera/) })
    expect(audited.map(({ action }) => action)).toEqual(['action.request', 'action.approve'])
  })

  it('refuses it, and it stays refused', async () => {
    const id = await waiting()
    expect(await actions.decide(id, false, asker('bob'))).toMatchObject({ state: 'refused', decidedBy: { name: 'bob' } })
    await expect(actions.decide(id, true, asker('vera'))).rejects.toMatchObject(failing('conflict'))
    expect(given).toEqual([])
  })

  it('gives a code', async () => {
    const id = await waiting()
    codeIsOld = true
    await expect(actions.decide(id, true, asker('bob'))).rejects.toMatchObject(failing('step_up_required'))
    expect(await stateOf(id)).toBe('awaiting_approval')
    expect((await actions.decide(id, false, asker('bob'))).state).toBe('refused')
  })

  it('has fifteen minutes', async () => {
    const id = await waiting()
    await clock.advance(14 * 60_000)
    await settle()
    expect(await stateOf(id)).toBe('awaiting_approval')
    await clock.advance(3 * 60_000)
    await expect.poll(() => stateOf(id)).toBe('expired')
    await expect(actions.decide(id, true, asker('bob'))).rejects.toMatchObject(failing('conflict'))
    expect(given).toEqual([])
  })

  it('waits for a host that is away', async () => {
    const id = await waiting()
    online = false
    await expect(actions.decide(id, true, asker('bob'))).rejects.toMatchObject(failing('host_unreachable'))
    expect(await stateOf(id)).toBe('awaiting_approval')
    online = true
    expect((await actions.decide(id, true, asker('bob'))).state).toBe('running')
  })

  it('may be another hub process later', async () => {
    const id = await waiting()
    await restart()
    expect((await actions.decide(id, true, asker('bob'))).state).toBe('running')
    expect(given[0]?.request.params).toEqual(TERM)
  })
})

describe('cancelling', () => {
  it('withdraws what waits, tells the host of what goes on, and is too late for what is over', async () => {
    await database.actions.setApproval(host, 'dangerous')
    const waits = await ask(KILL)
    await expect(actions.cancel(waits.id, asker('vera', 'viewer'))).rejects.toMatchObject(failing('permission_denied'))
    expect((await actions.cancel(waits.id, asker())).state).toBe('cancelled')
    const { id } = await ask(TERM)
    await actions.cancel(id, asker('bob'))
    expect(given[0]?.controls).toEqual([{ kind: 'cancel' }])
    await given[0]?.tell({ kind: 'ended', state: 'cancelled', result: null, error: { failure: 'cancelled', message: 'it was cancelled' } })
    expect(await stateOf(id)).toBe('cancelled')
    await expect(actions.cancel(id, asker())).rejects.toMatchObject(failing('conflict'))
    await expect(actions.cancel(UNKNOWN, asker())).rejects.toMatchObject(failing('not_found'))
    const noted = audited.filter(({ action }) => action !== 'action.request').map(({ action, actor }) => [action, actor])
    expect(noted).toEqual([
      ['action.withdraw', 'ada'],
      ['action.cancel', 'bob'],
    ])
  })
})

describe('a second reader', () => {
  it('reads on, may cancel, and feeds nothing', async () => {
    const { id } = await ask()
    const told: ActionEvent[] = []
    await expect(actions.attach(id, asker('vera', 'viewer'), () => {})).rejects.toMatchObject(failing('permission_denied'))
    const run = await actions.attach(id, asker('bob'), async (event) => void told.push(event))
    await given[0]?.tell({ kind: 'text', text: 'one' })
    run.control({ kind: 'input', data: 'cm0gLXJm' })
    run.control({ kind: 'cancel' })
    expect(given[0]?.controls).toEqual([{ kind: 'cancel' }])
    await given[0]?.tell(DONE)
    expect(told).toEqual([{ kind: 'text', text: 'one' }, DONE])
    const late: ActionEvent[] = []
    await actions.attach(id, asker('bob'), async (event) => void late.push(event))
    expect(late).toEqual([{ kind: 'text', text: 'one' }, DONE])
  })
})

describe('a host out of sight', () => {
  const away: Ended = { kind: 'ended', state: 'failed', result: null, error: { failure: 'away', message: 'the host went away' } }

  it('leaves an action unknown until it tells the end', async () => {
    const { id } = await ask()
    await given[0]?.tell(away)
    expect(await stateOf(id)).toBe('unknown')
    await actions.lateEnd(host + 1, id, DONE)
    expect(await stateOf(id)).toBe('unknown')
    await actions.lateEnd(host, id, DONE)
    expect(await actions.byId(id)).toMatchObject({ state: 'succeeded', failure: null, message: '', result: { ended: true } })
    await actions.lateEnd(host, id, away)
    expect(await stateOf(id)).toBe('succeeded')
    await actions.lateEnd(host, UNKNOWN, DONE)
  })

  it('has the last word, also on its own lost connection', async () => {
    const { id } = await ask()
    await given[0]?.tell(away)
    await actions.lateEnd(host, id, away)
    expect(await actions.byId(id)).toMatchObject({ state: 'failed', failure: 'away' })
  })

  it('may tell the end on a newer connection before the old one is given up', async () => {
    const { id } = await ask()
    await actions.lateEnd(host, id, DONE)
    await given[0]?.tell(away)
    expect(await stateOf(id)).toBe('succeeded')
    expect(published.at(-1)).toBe('succeeded')
  })

  it('is not asked twice by a hub that was started anew', async () => {
    const { id } = await ask()
    await restart()
    expect(await actions.byId(id)).toMatchObject({ state: 'unknown', failure: 'away' })
    expect(given).toHaveLength(1)
    await actions.lateEnd(host, id, DONE)
    expect(await stateOf(id)).toBe('succeeded')
  })

  it('is said to be unreachable, or to take no orders', async () => {
    online = false
    await expect(ask()).rejects.toMatchObject(failing('host_unreachable'))
    await expect(actions.read(host, 'process.list', {}, asker())).rejects.toMatchObject(failing('host_unreachable'))
    expect(await actions.count({ host })).toBe(0)
  })
})

describe('reading', () => {
  it('gathers rows as the catalog has them, and takes nothing else', async () => {
    const row = { pid: 1, parent: 0, name: 'init', command: 'init', user: 'root', state: 'sleeping', threads: 1, startedAt: 1 }
    const whole = { ...row, cpuPercent: 0, memoryPercent: 0, memoryBytes: 0, nice: null, protected: true }
    const reading = actions.read(host, 'process.list', {}, asker('vera', 'viewer'))
    await settle()
    await given[0]?.tell({ kind: 'rows', rows: [whole] })
    await given[0]?.tell({ kind: 'ended', state: 'succeeded', result: { at: 1, bootedAt: 1 }, error: null })
    expect((await reading).rows).toEqual([expect.objectContaining({ pid: 1 })])
    const odd = actions.read(host, 'process.list', {}, asker()).catch((error: unknown) => error)
    await settle()
    await given[1]?.tell({ kind: 'rows', rows: [{ pid: 'one' }] })
    expect(given[1]?.controls).toEqual([{ kind: 'cancel' }])
    await given[1]?.tell(DONE)
    expect(await odd).toMatchObject(failing('action_failed'))
  })

  it('is no way around the reason of a change', async () => {
    await expect(actions.open(host, 'process.signal', TERM, asker(), () => {})).rejects.toMatchObject(failing('validation_failed'))
    expect(given).toEqual([])
  })
})
