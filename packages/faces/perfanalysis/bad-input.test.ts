import { DomainError } from '@hyperion/domain/errors'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

interface Case {
  readonly name: string
  readonly method?: 'GET' | 'POST' | 'DELETE'
  readonly url: string
  readonly payload?: string
  readonly status: number
  readonly details?: Readonly<Record<string, readonly string[]>>
}

const ONE = '/dashboard/api/collectors/1'
const COMPARE = '/dashboard/api/compare/'
const PREFERENCES = '/dashboard/preferences/'
const HOURS = { hours: ["Must be a whole number from 1 to 87600, or 'all'"] }
const IDS = { collectors: ['Must be collector ids separated by commas'] }
const preferences = (name: string, payload: string, details: Case['details']): Case => ({
  name,
  method: 'POST',
  url: PREFERENCES,
  payload,
  status: 422,
  ...(details && { details }),
})

const CASES: readonly Case[] = [
  ...['abc', '', '0', '-1', '1.5', '1e3', '024', '87601', '999999999999', 'ALL', '24h', '%00', '1;2'].map((hours) => ({
    name: `hours=${hours}`,
    url: `${ONE}/cpu/?hours=${hours}`,
    status: 422,
    details: HOURS,
  })),
  ...['memory', 'disk', 'network', 'stats'].map((resource) => ({
    name: `hours=abc of ${resource}`,
    url: `${ONE}/${resource}?hours=abc`,
    status: 422,
    details: HOURS,
  })),
  { name: 'hours twice', url: `${ONE}/cpu/?hours=1&hours=2`, status: 422, details: { hours: ['Must be of type string'] } },
  { name: 'an hours text without end', url: `${ONE}/cpu/?hours=${'9'.repeat(5000)}`, status: 422 },
  { name: 'no points', url: `${ONE}/cpu/?points=0`, status: 422, details: { points: ['Must be >= 1'] } },
  { name: 'too many points', url: `${ONE}/cpu/?points=10001`, status: 422, details: { points: ['Must be <= 10000'] } },
  {
    name: 'an unknown resolution',
    url: `${ONE}/cpu/?resolution=fine`,
    status: 422,
    details: { resolution: ['Must be one of: auto, raw'] },
  },
  { name: 'a range, which is not asked for so', url: `${ONE}/cpu/?from=2&to=1`, status: 422 },
  {
    name: 'a collector that is no number',
    url: '/dashboard/api/collectors/one/',
    status: 422,
    details: { id: ['Must be of type integer'] },
  },
  { name: 'a collector beyond the database', url: '/dashboard/api/collectors/9007199254740993/cpu/', status: 422 },
  { name: 'a negative collector', url: '/dashboard/api/collectors/-1/', status: 422, details: { id: ['Must be >= 1'] } },
  { name: 'an unknown collector', url: '/dashboard/api/collectors/999/', status: 404, details: {} },
  ...['cpu', 'memory', 'disk', 'network', 'stats'].map((resource) => ({
    name: `${resource} of an unknown collector`,
    url: `/dashboard/api/collectors/999/${resource}/`,
    status: 404,
    details: {},
  })),
  { name: 'an unknown resource', url: `${ONE}/gpu/`, status: 404, details: {} },
  { name: 'an unknown page', url: '/dashboard/', status: 404, details: {} },
  { name: 'nothing to compare', url: COMPARE, status: 422, details: { collectors: ['This field is required'] } },
  ...['', ',', '1,', 'one', '1 2', '0', '1,-2', '1.5', '99999999999', '1;2'].map((ids) => ({
    name: `collectors=${ids}`,
    url: `${COMPARE}?collectors=${encodeURIComponent(ids)}`,
    status: 422,
    details: IDS,
  })),
  {
    name: 'too many to compare',
    url: `${COMPARE}?collectors=${Array.from({ length: 21 }, (_, i) => i + 1).join(',')}`,
    status: 422,
    details: { collectors: ['Must be at most 20 collectors'] },
  },
  {
    name: 'unknown ones to compare',
    url: `${COMPARE}?collectors=1,98,99`,
    status: 404,
    details: { collectors: ['There is no collector 98', 'There is no collector 99'] },
  },
  { name: 'hours=abc of a comparison', url: `${COMPARE}?collectors=1&hours=abc`, status: 422, details: HOURS },
  preferences('no such collector', '{"default_collector_id":99}', { default_collector_id: ['There is no such collector'] }),
  preferences('an unknown time range', '{"default_time_range":"2h"}', {
    default_time_range: ['Must be one of: 1h, 6h, 24h, 7d, 30d, all'],
  }),
  preferences('an unknown theme', '{"chart_theme":"blue"}', { chart_theme: ['Must be one of: light, dark'] }),
  preferences('numbers as text', '{"refresh_interval_seconds":"30","show_containers":1}', {
    refresh_interval_seconds: ['Must be of type integer'],
    show_containers: ['Must be of type boolean'],
  }),
  preferences('an interval out of bounds', '{"refresh_interval_seconds":0}', { refresh_interval_seconds: ['Must be >= 1'] }),
  preferences('an unknown metric', '{"visible_metrics":["gpu"]}', { 'visible_metrics.0': ['Must be one of: cpu, memory, disk, network'] }),
  preferences('a metric twice', '{"visible_metrics":["cpu","cpu"]}', { visible_metrics: ['This value is not valid'] }),
  preferences('somebody else', '{"user_id":1}', { user_id: ['This field is not known'] }),
  preferences('a list', '[]', { body: ['Must be of type object'] }),
  { name: 'malformed JSON', method: 'POST', url: PREFERENCES, payload: '{"chart_theme":', status: 400, details: {} },
  { name: 'a method that is not known', method: 'DELETE', url: PREFERENCES, status: 405, details: {} },
]

describe('PerfAnalysis answers bad input', () => {
  let hub: TestApp
  let headers: Record<string, string>
  beforeAll(async () => {
    hub = await testApp()
    headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  })
  afterAll(() => hub.close())

  it.each(CASES)('$name: $status', async ({ method = 'GET', url, payload, status, details }) => {
    const type = payload === undefined ? {} : { 'content-type': 'application/json' }
    const answer = await hub.app.inject({ method, url, headers: { ...headers, ...type }, ...(payload !== undefined && { payload }) })
    expect(answer.statusCode).toBe(status)
    expect(answer.json()).toEqual({
      error: expect.stringMatching(/^[A-Z_]+$/),
      message: expect.any(String),
      details: details ?? expect.any(Object),
    })
  })

  it.each(['1', '87600', 'all'])('takes hours=%s', async (hours) => {
    expect((await hub.app.inject({ url: `${ONE}/cpu/?hours=${hours}`, headers })).statusCode).toBe(200)
  })

  it('tells of a storage that does not answer, whatever the length of the answer', async () => {
    const failing = () => Promise.reject(new DomainError('storage_unavailable', 'gone'))
    const broken = await testApp({
      metrics: { read: failing, statistics: failing, series: async () => [{ group: 'cpu', instance: '', first: 0, last: 9e15 }] },
    })
    const bearer = { authorization: `Bearer ${await broken.token('viewer')}` }
    for (const url of [`${ONE}/cpu/`, `${ONE}/cpu/?resolution=raw`, `${ONE}/stats/`]) {
      const answer = await broken.app.inject({ url, headers: bearer })
      expect([answer.statusCode, answer.json().error]).toEqual([503, 'STORAGE_UNAVAILABLE'])
    }
    await broken.close()
  })
})

it('limits reads and writes of a token to what the document says', async () => {
  const hub = await testApp({ rateLimit: true })
  const headers = { authorization: `Bearer ${await hub.token('viewer')}` }
  const read = () => hub.app.inject({ url: PREFERENCES, headers })
  const write = () => hub.app.inject({ method: 'POST', url: PREFERENCES, headers, payload: {} })
  const first = await read()
  expect([first.headers['x-ratelimit-limit'], first.headers['x-ratelimit-remaining']]).toEqual(['100', '99'])
  const reset = Number(first.headers['x-ratelimit-reset'])
  expect(reset - hub.clock.now() / 1000).toBe(60)
  for (let i = 1; i < 100; i++) expect((await read()).statusCode).toBe(200)
  const refused = await read()
  expect([refused.statusCode, refused.json()]).toEqual([
    429,
    { error: 'RATE_LIMITED', message: 'Rate limit exceeded. Please retry after 60 seconds.', details: { retry_after: 60 } },
  ])
  for (let i = 0; i < 20; i++) expect((await write()).statusCode).toBe(200)
  expect((await write()).statusCode).toBe(429)
  await hub.close()
})
