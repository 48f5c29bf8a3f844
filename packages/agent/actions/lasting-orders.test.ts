import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { ACTION_LIMITS } from '@hyperion/wire/actions'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Run } from './implementation.ts'

import { agent, Bench, clock, folder, renew, settle } from './test-server.ts'

beforeEach(() => renew())
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('an order that takes long', () => {
  const forever = ({ signal }: Run) => new Promise<object>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))

  it('is given up without a sign of life, and not with one', async () => {
    agent.work = forever
    const id = agent.give(agent.order())
    await clock.advance(9_000)
    agent.runs[0]?.progress(1, null)
    await clock.advance(9_000)
    expect(agent.end(id)).toBeUndefined()
    await clock.advance(1_000)
    expect(agent.end(id)).toMatchObject({ state: 'failed', error: { failure: 'timeout' } })
    expect(clock.pending).toBe(0)
  })

  it('counts as ended when it does not heed its end', async () => {
    agent.work = () => new Promise(() => {})
    const id = agent.give(agent.order())
    agent.control(id, 1, { kind: 'cancel' })
    await clock.advance(4_000)
    expect(agent.end(id)).toBeUndefined()
    await clock.advance(1_000)
    expect(agent.end(id)).toMatchObject({ state: 'cancelled', error: { message: 'it was cancelled; it has not stopped since' } })
    expect(agent.server.running).toBe(0)
  })

  it('has longer for its end when it puts back what it did, as long as that goes on', async () => {
    agent.work = (run) => {
      run.putsBack()
      return new Promise(() => {})
    }
    const id = agent.give(agent.order())
    await settle()
    agent.control(id, 1, { kind: 'cancel' })
    await clock.advance(14_000)
    agent.runs[0]?.progress(1, 3)
    await clock.advance(14_000)
    expect(agent.end(id)).toBeUndefined()
    await clock.advance(1_000)
    expect(agent.end(id)).toMatchObject({ state: 'cancelled', error: { message: 'it was cancelled; it has not stopped since' } })
    expect([agent.server.running, clock.pending]).toEqual([0, 0])
  })
})

describe('a line that is lost in mid action', () => {
  it('ends what only somebody reads', async () => {
    agent.work = async (run) => {
      for (;;) await run.text('x'.repeat(1000))
    }
    agent.give(agent.order({ operation: 'process.list', params: {}, reason: '' }))
    await settle()
    agent.server.disconnected()
    await settle()
    expect(agent.server.running).toBe(0)
    expect(agent.runs[0]?.signal.reason).toMatchObject({ failure: 'away' })
    expect(agent.lines()).toEqual([])
  })

  it('lets a change go on, however much it tells, and tells its end until the hub has it', async () => {
    const gate = Promise.withResolvers<void>()
    agent.work = async (run) => {
      await gate.promise
      for (let i = 0; i < 100; i++) await run.text('x'.repeat(ACTION_LIMITS.outputBytes))
      return { ended: true }
    }
    const id = agent.give(agent.order())
    await settle()
    agent.server.disconnected()
    gate.resolve()
    await settle()
    expect(agent.end(id)).toBeUndefined()
    agent.server.connected()
    expect(agent.end(id)).toMatchObject({ state: 'succeeded' })
    agent.server.disconnected()
    agent.server.connected()
    expect(agent.events(id).filter(({ kind }) => kind === 'ended')).toHaveLength(2)
    agent.control(id, 1, { kind: 'settled' })
    agent.server.disconnected()
    agent.server.connected()
    expect(agent.events(id).filter(({ kind }) => kind === 'ended')).toHaveLength(2)
    expect(agent.lines().map(({ what }) => what)).toEqual(['begun', 'ended', 'settled'])
  })
})

describe('the host’s own record', () => {
  it('says after a crash what was under way, and tells the hub', async () => {
    agent.work = () => new Promise(() => {})
    const id = agent.give(agent.order())
    const again = new Bench()
    expect(again.end(id)).toMatchObject({ state: 'failed', error: { message: expect.stringContaining('the agent was stopped') } })
    expect(again.lines().map(({ what }) => what)).toEqual(['begun', 'ended'])
    expect(new Bench().end(id)).toMatchObject({ state: 'failed' })
  })

  it('is read as far as it was written', async () => {
    const id = agent.give(agent.order())
    await settle()
    writeFileSync(agent.path, `${readFileSync(agent.path, 'utf8')}{"at":"2026-01-`)
    expect(new Bench().end(id)).toMatchObject({ state: 'succeeded' })
    writeFileSync(agent.path, 'null\n[]\n7\n"x"\n\0\0\0\n')
    expect(() => new Bench()).not.toThrow()
  })

  it('keeps what is open when it is put aside', async () => {
    agent.work = () => new Promise(() => {})
    const going = agent.give(agent.order())
    await settle()
    agent.work = async () => ({ ended: true })
    const unheard = agent.give(agent.order())
    await settle()
    writeFileSync(agent.path, `${readFileSync(agent.path, 'utf8')}${'x'.repeat(9 * 1024 * 1024)}\n`)
    agent.give(agent.order())
    await settle()
    expect(readFileSync(agent.path).length).toBeLessThan(10_000)
    expect(existsSync(`${agent.path}.1`)).toBe(true)
    const again = new Bench()
    expect(again.end(going)).toMatchObject({ state: 'failed' })
    expect(again.end(unheard)).toMatchObject({ state: 'succeeded' })
  })

  it('cannot be washed away with refused orders', async () => {
    for (let i = 0; i < 300; i++) agent.give(agent.order({ ticket: 'A'.repeat(43), reason: 'x'.repeat(1000) }))
    expect(agent.lines()).toHaveLength(200)
    expect(Math.max(...agent.lines().map(({ order }) => order?.length ?? 0))).toBeLessThanOrEqual(1000)
    await clock.advance(60_000)
    agent.give(agent.order({ ticket: 'A'.repeat(43) }))
    expect(agent.lines().at(-1)).toMatchObject({ what: 'refused', unwrittenBefore: 100 })
  })

  it('is for its owner alone', () => {
    agent.give(agent.order({ ticket: 'A'.repeat(43) }))
    expect(statSync(agent.path).mode & 0o777).toBe(0o600)
  })
})
