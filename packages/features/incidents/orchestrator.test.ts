import type { Incident } from '@hyperion/domain/incidents'
import { createBus } from '@hyperion/testkit/bus'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { beforeEach, describe, expect, it } from 'vitest'
import { DONE, Incidents, Orchestrator, type OrchestratorDeps, runbookStep, type StepHandler } from './index.ts'

type Handlers = ReturnType<OrchestratorDeps['handlers']>

let clock: TestClock
let database: TestDatabase
let incidents: Incidents
let service: string
let logged: string[]

beforeEach(async () => {
  clock = new TestClock()
  database = await openTestDatabase()
  logged = []
  incidents = new Incidents({ store: database.incidents, bus: createBus(() => {}), clock, onSteps: () => {} })
  const fields = { description: '', ownerTeam: null, criticality: 'TIER_3_STANDARD', escalationPolicyId: null, hosts: [] } as const
  service = (await database.services.create({ ...fields, name: 'web', runbookUrl: null, createdAt: clock.now() })).id
  return () => database.close()
})

function orchestrator(handlers: Handlers): Orchestrator {
  const log = (line: string): void => void logged.push(line)
  const { incidentSteps: steps, incidents: store } = database
  return new Orchestrator({ steps, incidents: store, handlers: () => handlers, clock, log, onSettled: () => {} })
}

/** Does what is due, as a hub that starts and stops. */
async function work(handlers: Handlers): Promise<void> {
  const worker = orchestrator(handlers)
  worker.start()
  await idle(worker)
  await worker.stop()
}

/** Until it has tried what is due at this instant. */
async function idle(worker: Orchestrator): Promise<void> {
  while (worker.busy) await new Promise(setImmediate)
}

const open = async (): Promise<Incident> => (await incidents.create({ title: 'Slow', service, severity: 'SEV2_HIGH' }, null)).incident
const states = async (id: string) => (await incidents.detail(id)).steps.map(({ kind, state, error }) => [kind, state, error])
const all = (handler: StepHandler): Handlers =>
  Object.fromEntries(['document', 'notify', 'escalate', 'runbook', 'war_room', 'slack', 'follow_up'].map((kind) => [kind, handler]))

describe('the orchestrator', () => {
  it('does each step once, in order, and skips what is not set up', async () => {
    const { id } = await open()
    const done: string[] = []
    const note: StepHandler = async (_, { kind }) => {
      done.push(kind)
      return DONE
    }
    await work({ notify: note, escalate: note, slack: note })
    await work(all(note))
    expect(done).toEqual(['notify', 'escalate', 'slack'])
    expect(await states(id)).toEqual([
      ['document', 'skipped', 'not set up'],
      ['notify', 'done', null],
      ['escalate', 'done', null],
      ['runbook', 'skipped', 'not set up'],
      ['war_room', 'skipped', 'not set up'],
      ['slack', 'done', null],
    ])
  })

  it('tries what fails again, later and later, beside everything else', async () => {
    const { id } = await open()
    let tries = 0
    const failing: StepHandler = async () => {
      tries += 1
      if (tries < 4) throw new Error('no answer')
      return DONE
    }
    const handlers = { ...all(async () => DONE), slack: failing }
    await work(handlers)
    expect(await states(id)).toContainEqual(['slack', 'pending', 'no answer'])
    expect(await states(id)).toContainEqual(['war_room', 'done', null])
    await work(handlers)
    expect(tries).toBe(1)
    for (const wait of [2_000, 4_000, 8_000]) {
      await clock.advance(wait)
      await work(handlers)
    }
    expect([tries, (await states(id)).at(-1)]).toEqual([4, ['slack', 'done', null]])
  })

  it('gives up after many tries, until somebody asks for one more', async () => {
    const { id } = await open()
    const handlers = all(async () => {
      throw new Error('never')
    })
    for (let i = 0; i < 31; i += 1) {
      await work(handlers)
      await clock.advance(300_000)
    }
    expect((await states(id)).map(([, state]) => state)).toEqual(Array(6).fill('failed'))
    const { steps } = await incidents.detail(id)
    await database.incidentSteps.retry(steps[0]?.id ?? 0, clock.now())
    await work(all(async () => DONE))
    expect((await states(id))[0]).toEqual(['document', 'done', null])
  })

  it('does what a hub had begun when it was killed', async () => {
    const { id } = await open()
    await database.incidentSteps.lease(clock.now(), 60_000)
    await work(all(async () => DONE))
    expect((await states(id))[0]).toEqual(['document', 'pending', null])
    await clock.advance(60_000)
    await work(all(async () => DONE))
    expect((await states(id))[0]).toEqual(['document', 'done', null])
  })

  it('is held up by one incident in no other', async () => {
    const slow = await open()
    await incidents.create({ title: 'Another', service, severity: 'SEV2_HIGH' }, null)
    const answered = Promise.withResolvers<void>()
    const done: string[] = []
    const worker = orchestrator(
      all(async ({ title, id }, { kind }) => {
        if (id === slow.id && kind === 'document') await answered.promise
        done.push(`${title} ${kind}`)
        return DONE
      }),
    )
    worker.start()
    while (done.length < 6) await new Promise(setImmediate)
    expect(done.every((each) => each.startsWith('Another'))).toBe(true)
    answered.resolve()
    await idle(worker)
    await worker.stop()
    expect(done.slice(6)[0]).toBe('Slow document')
    expect(done).toHaveLength(12)
  })

  it('tells when steps cannot be had, and goes on when they can', async () => {
    await open()
    const broken = { ...database.incidentSteps, nextDue: async () => null, lease: async () => Promise.reject(new Error('disk full')) }
    const { incidents: store } = database
    const deps = { incidents: store, handlers: () => ({}), clock, log: (line: string) => void logged.push(line), onSettled: () => {} }
    const worker = new Orchestrator({ ...deps, steps: broken })
    worker.start()
    await idle(worker)
    expect(worker.degraded()).toBe('incidents: disk full')
    await worker.stop()
    expect(logged).toEqual(['incidents: steps wait: disk full'])
  })
})

describe('the step with runbooks', () => {
  it('puts each of the service on the timeline, once', async () => {
    const { id } = await open()
    const step = { title: 'Look', description: '', command: null, expectedMinutes: null, critical: false, requiresConfirmation: false }
    const runbook = { description: '', steps: [step], at: clock.now() }
    await database.runbooks.create({ ...runbook, title: 'Web is slow', service })
    await database.runbooks.create({ ...runbook, title: 'Another thing', service: null })
    const handler = runbookStep({ runbooks: database.runbooks, store: database.incidents, incidents })
    await work({ runbook: handler })
    await incidents.transition(id, 'resolve', null)
    await incidents.transition(id, 'reopen', null)
    await work({ runbook: handler })
    const told = (await incidents.timeline(id)).filter(({ type }) => type === 'RUNBOOK')
    expect(told.map(({ message }) => message)).toEqual(['Runbook attached: Web is slow'])
  })

  it('says that there is none', async () => {
    const { id } = await open()
    await work({ runbook: runbookStep({ runbooks: database.runbooks, store: database.incidents, incidents }) })
    expect(await states(id)).toContainEqual(['runbook', 'skipped', 'web has no runbook'])
  })
})
