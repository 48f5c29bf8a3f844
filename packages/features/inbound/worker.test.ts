import { DomainError } from '@hyperion/domain/errors'
import type { ClaimedInbound, InboundOutcome, InboundStore } from '@hyperion/ports/inbound'
import { TestClock } from '@hyperion/testkit/clock'
import { beforeEach, expect, it } from 'vitest'
import { InboundWorker } from './worker.ts'

const DONE: InboundOutcome = { state: 'processed', result: { alerts: [], notes: [] } }

let clock: TestClock
let settled: InboundOutcome[]
let notices: string[]
let logged: string[]
let claims: Partial<ClaimedInbound>[]
let process: () => Promise<InboundOutcome>
let worker: InboundWorker

beforeEach(() => {
  clock = new TestClock()
  settled = []
  notices = []
  logged = []
  claims = []
  process = async () => DONE
  const store = {
    claim: async () => claims.shift(),
    settle: async (_: unknown, outcome: InboundOutcome) => {
      settled.push(outcome)
      return true
    },
    trim: async () => {},
  } as unknown as InboundStore
  worker = new InboundWorker({
    store,
    routes: { trim: async () => {} },
    processing: { process: () => process() },
    bus: { publish: (_, message) => void notices.push('message' in message ? String(message.message) : '') },
    clock,
    log: (line) => void logged.push(line),
  })
  return () => worker.stop()
})

const run = async (...attempts: readonly number[]) => {
  claims = attempts.map((each, i) => ({ id: i + 1, source: 'generic', attempts: each }))
  worker.wake()
  await clock.advance(0)
  await clock.advance(0)
}

it('works off what is there at the start, and tells whoever waits', async () => {
  const told: InboundOutcome[] = []
  worker.onSettled(1, (outcome) => told.push(outcome))
  claims = [{ id: 1, source: 'generic', attempts: 1 }]
  worker.start()
  await clock.advance(0)
  await clock.advance(0)
  expect([settled, told]).toEqual([[DONE], [DONE]])
})

it('waits for the storage as long as it takes, and says so', async () => {
  worker.start()
  process = async () => {
    throw new DomainError('storage_unavailable', 'no disk')
  }
  await run(1)
  expect(settled).toEqual([{ state: 'queued', error: 'no disk', retryAt: clock.now() + 1_000 }])
  expect(worker.degraded()).toBe('inbound: no disk')
  await run(40)
  expect(settled[1]).toMatchObject({ state: 'queued', retryAt: clock.now() + 60_000 })
  process = async () => DONE
  await run(41)
  expect([worker.degraded(), logged]).toEqual([null, ['inbound: what came in waits: no disk']])
})

it('gives up what fails again and again, aloud', async () => {
  worker.start()
  process = async () => {
    throw new Error('odd')
  }
  await run(4)
  await run(5)
  expect(settled).toMatchObject([{ state: 'queued' }, { state: 'failed', error: 'odd' }])
  expect(notices).toEqual(['A delivery of generic could not be turned into incidents: odd'])
})
