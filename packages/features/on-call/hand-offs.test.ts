import type { Layer } from '@hyperion/domain/on-call'
import { createBus } from '@hyperion/testkit/bus'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { eventually } from '@hyperion/testkit/eventually'
import { beforeEach, describe, expect, it } from 'vitest'
import { type HandOffMessage, HandOffs, OnCall, type OnCallPerson } from './index.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const START = Date.parse('2026-01-15T12:00:00Z')

let clock: TestClock
let database: TestDatabase
let onCall: OnCall
let told: string[]
/** Of the latest visit, in full. */
let texts: string[]
let notices: string[]
let broken: boolean
let ids: Record<string, number>
let layer: Layer

beforeEach(async () => {
  clock = new TestClock(START)
  database = await openTestDatabase()
  onCall = new OnCall({ store: database.onCall, users: database.users, clock, onChange: () => {} })
  told = []
  notices = []
  broken = false
  ids = {}
  for (const username of ['ada', 'bob', 'cy']) {
    const role = username === 'ada' ? 'admin' : 'viewer'
    ids[username] = (await database.users.create({ username, passwordHash: 'h', role, mustChangePassword: false, createdAt: START })).id
  }
  const rotation = { every: 1, unit: 'day' } as const
  const times = { handoff: '09:00', weekday: null, start: '2026-01-15', hours: [] } as const
  layer = { name: 'Daily', participants: [idOf('ada'), idOf('bob'), idOf('cy')], rotation, ...times }
  return () => database.close()
})

const idOf = (name: string): number => ids[name] as number
const settings = (changes: Partial<Layer> = {}) => ({ name: 'Primary', zone: 'UTC', layers: [{ ...layer, ...changes }] })
const tell = async ({ username }: OnCallPerson, { subject, text }: HandOffMessage): Promise<void> => {
  if (broken) throw new Error('no mail server answers')
  told.push(`${username}: ${subject}\n${text}`)
}

function handOffs(): HandOffs {
  const bus = createBus(() => {})
  bus.subscribe('notification', ({ level, message }) => notices.push(`${level} ${message}`))
  return new HandOffs({ store: database.onCall, onCall, tell, bus, clock, log: () => {} })
}

/** A hub that starts, sees to what is due, and ends. */
async function visit(): Promise<string[]> {
  const hub = handOffs()
  hub.start()
  await hub.wake()
  await hub.stop()
  texts = told.splice(0)
  return texts.map((text) => text.split('\n')[0] as string)
}

describe('hand-offs', () => {
  it('are told to who comes and who goes, once, also after a restart', async () => {
    await onCall.add(settings())
    expect(await visit()).toEqual(['ada: You are on call: Primary'])
    expect(await visit()).toEqual([])
    await clock.advance(DAY)
    expect(await visit()).toEqual(['bob: You are on call: Primary', 'ada: You are no longer on call: Primary'])
    expect(await visit()).toEqual([])
    expect(notices).toEqual(['info Primary: ada on call now', 'info Primary: bob on call now, after ada'])
  })

  it('say until when, and who comes before and after', async () => {
    await onCall.add(settings())
    await visit()
    await clock.advance(DAY)
    await visit()
    expect(texts).toEqual([
      'bob: You are on call: Primary\nYou are on call for Primary until Saturday, 17 January 2026 at 09:00 (UTC).\nBefore you: ada.\nAfter you: cy.',
      'ada: You are no longer on call: Primary\nYou are no longer on call for Primary. bob took over.',
    ])
  })

  it('that were missed are told once, as it is now', async () => {
    await onCall.add(settings())
    await visit()
    await clock.advance(2 * DAY)
    expect(await visit()).toEqual(['cy: You are on call: Primary', 'ada: You are no longer on call: Primary'])
  })

  it('are told by one hub of several', async () => {
    await onCall.add(settings())
    const hubs = [handOffs(), handOffs(), handOffs()]
    for (const hub of hubs) hub.start()
    await Promise.all(hubs.map((hub) => hub.wake()))
    for (const hub of hubs) await hub.stop()
    expect(told).toHaveLength(1)
  })

  it('come with shifts that are taken, changes of the schedule, and people who leave', async () => {
    const { id } = await onCall.add(settings())
    await visit()
    await onCall.addOverride(id, { user: idOf('cy'), to: START + HOUR, reason: '' }, 'ada')
    expect(await visit()).toEqual(['cy: You are on call: Primary', 'ada: You are no longer on call: Primary'])
    await onCall.change(id, settings({ participants: [idOf('bob')] }))
    expect(await visit()).toEqual([])
    await clock.advance(HOUR)
    expect(await visit()).toEqual(['bob: You are on call: Primary', 'cy: You are no longer on call: Primary'])
    await database.users.delete(idOf('bob'))
    expect(await visit()).toEqual([])
    expect(notices.at(-1)).toBe('warning Primary: nobody on call now')
    expect(await visit()).toEqual([])
  })

  it('leave nobody with a warning', async () => {
    await onCall.add(settings({ participants: [idOf('ada')], hours: [{ days: [4], from: '09:00', to: '13:00' }] }))
    await visit()
    await clock.advance(HOUR)
    await visit()
    expect(texts).toEqual(['ada: You are no longer on call: Primary\nYou are no longer on call for Primary. Nobody is on call now.'])
    expect(notices.at(-1)).toBe('warning Primary: nobody on call now, after ada')
  })

  it('are tried again while nobody can be told, for half an hour', async () => {
    await onCall.add(settings())
    broken = true
    await visit()
    broken = false
    expect(await visit()).toEqual([])
    await clock.advance(60_000)
    expect(await visit()).toEqual(['ada: You are on call: Primary'])
    await clock.advance(21 * HOUR)
    broken = true
    await visit()
    await clock.advance(HOUR)
    await visit()
    broken = false
    await clock.advance(HOUR)
    expect(await visit()).toEqual([])
    expect(notices).toHaveLength(2)
  })

  it('are looked for all the time', async () => {
    await onCall.add(settings())
    const hub = handOffs()
    hub.start()
    await eventually(() => expect(told).toHaveLength(1))
    await clock.advance(21 * HOUR)
    await eventually(() => expect(told).toHaveLength(3))
    await hub.stop()
    expect(clock.pending).toBe(0)
  })
})
