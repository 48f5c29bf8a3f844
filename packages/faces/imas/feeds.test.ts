import { type TestApp, testApp } from '@hyperion/testkit/app'
import ICAL from 'ical.js'
import { beforeEach, describe, expect, it } from 'vitest'

const SCHEDULES = '/api/v1/schedules/'

let hub: TestApp
let id: string
let name: string

beforeEach(async () => {
  hub = await testApp({ publicUrl: 'https://hyperion.example' })
  name = 'Équipe; “A, B” \\ '.repeat(5).trim()
  const users = await hub.database.users.list()
  const participants = ['admin', 'viewer'].map((username) => users.find((user) => user.username === username)?.id)
  const layer = { name: 'Weekly', participants, rotation: { every: 1, unit: 'week' }, handoff: '09:00', weekday: 1, start: '2026-01-05' }
  const payload = { name, zone: 'Europe/Paris', layers: [layer] }
  const made = await hub.app.inject({ method: 'POST', url: SCHEDULES, headers: await by('admin'), payload })
  id = made.json().id
  return () => hub.close()
})

const by = async (user: 'admin' | 'viewer') => ({ authorization: `Token ${await hub.permanentToken(user)}` })
const makeFeed = async (user: 'admin' | 'viewer') => {
  const answer = await hub.app.inject({ method: 'POST', url: `${SCHEDULES}${id}/feed/`, headers: await by(user) })
  expect(answer.statusCode).toBe(201)
  return answer.json().url as string
}
const read = (url: string, query = '') => hub.app.inject({ url: `${new URL(url).pathname}${query}` })
const eventsOf = (text: string) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((each) => new ICAL.Event(each))

describe('the calendar', () => {
  it('is an RFC 5545 one that others read', async () => {
    const url = await makeFeed('viewer')
    expect(url).toMatch(/^https:\/\/hyperion\.example\/api\/v1\/schedules\/feed\/[\w-]{43}\.ics$/)
    const answer = await read(url)
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/calendar; charset=utf-8'])
    const lines = answer.body.split('\r\n')
    expect(lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n'))).toBe(true)
    const events = eventsOf(answer.body)
    const [first, second] = events
    expect(events.length).toBeGreaterThan(12)
    expect([first?.summary, second?.summary]).toEqual([`${name}: admin`, `${name}: viewer`])
    const times = [second?.startDate, second?.endDate].map((time) => time?.toJSDate().toISOString())
    expect(times).toEqual(['2026-01-12T08:00:00.000Z', '2026-01-19T08:00:00.000Z'])
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
  })

  it('can be of one’s own shifts alone', async () => {
    const events = eventsOf((await read(await makeFeed('viewer'), '?mine=true')).body)
    expect(new Set(events.map(({ summary }) => summary))).toEqual(new Set([`${name}: viewer`]))
  })

  it('has an address that ends with the next one, with a wish, and with its user', async () => {
    const first = await makeFeed('viewer')
    const other = await makeFeed('admin')
    const second = await makeFeed('viewer')
    expect([(await read(first)).statusCode, (await read(second)).statusCode, (await read(other)).statusCode]).toEqual([404, 200, 200])
    const ended = await hub.app.inject({ method: 'DELETE', url: `${SCHEDULES}${id}/feed/`, headers: await by('admin') })
    expect([ended.statusCode, (await read(other)).statusCode]).toEqual([204, 404])
    const viewer = await hub.database.users.byUsername('viewer')
    await hub.database.users.delete(viewer?.id ?? 0)
    expect((await read(second)).statusCode).toBe(404)
  })

  it('is kept as a hash alone, and known to nobody else', async () => {
    const token = (await makeFeed('viewer')).split('/').at(-1)?.replace('.ics', '') ?? ''
    expect(await hub.database.onCall.feed(token)).toBeUndefined()
    await hub.audit.flush()
    const log = await hub.app.inject({ url: '/api/audit', headers: { authorization: `Bearer ${await hub.token('admin')}` } })
    expect(log.body).not.toContain(token)
    for (const file of ['x.ics', `${'x'.repeat(43)}.ics`, token, '%00.ics'])
      expect((await hub.app.inject({ url: `${SCHEDULES}feed/${file}` })).json()).toEqual({ error: 'Not found', details: {} })
  })
})
