import type { FastifyInstance } from 'fastify'
import { afterEach, expect, it } from 'vitest'
import { loadConfig } from './config.ts'
import { createServer } from './server.ts'

const WALL = 'https://wall.example'

let app: FastifyInstance
afterEach(() => app.close())

async function server(origins: string): Promise<FastifyInstance> {
  app = await createServer(loadConfig({ HYPERION_CORS_ORIGINS: origins }).config)
  app.get('/cpu', { config: { access: 'public' } }, () => ({ usage_percent: 1 }))
  return app
}

const preflight = (origin: string, url = '/cpu') =>
  app.inject({ method: 'OPTIONS', url, headers: { origin, 'access-control-request-method': 'GET' } })

it('is closed where no origin is named', async () => {
  await server('')
  const answer = await app.inject({ url: '/cpu', headers: { origin: WALL } })
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  expect((await preflight(WALL)).headers['access-control-allow-origin']).toBeUndefined()
})

it('opens to the origins that are named, with a token and never with the cookie', async () => {
  await server(`${WALL},https://other.example:8443`)
  const asked = await preflight(WALL)
  expect([asked.statusCode, asked.headers['access-control-allow-origin']]).toEqual([204, WALL])
  expect(asked.headers['access-control-allow-headers']).toContain('Authorization')
  expect(asked.headers['access-control-allow-credentials']).toBeUndefined()
  const answer = await app.inject({ url: '/cpu', headers: { origin: 'https://other.example:8443' } })
  expect(answer.headers).toMatchObject({ 'access-control-allow-origin': 'https://other.example:8443', vary: 'Origin' })
  expect(answer.headers['content-security-policy']).toContain("default-src 'self'")
})

it.each(['https://evil.example', 'https://wall.example.evil.example', 'http://wall.example', 'https://wall.example:444', 'null'])(
  'stays closed to %s',
  async (origin) => {
    await server(WALL)
    const answer = await app.inject({ url: '/cpu', headers: { origin } })
    expect([answer.statusCode, answer.headers['access-control-allow-origin']]).toEqual([200, undefined])
    expect((await preflight(origin)).headers['access-control-allow-origin']).toBeUndefined()
  },
)

it('leaves what OPTIONS and unknown paths answer', async () => {
  await server(WALL)
  const options = await app.inject({ method: 'OPTIONS', url: '/cpu' })
  expect([options.statusCode, options.headers.allow]).toEqual([204, 'GET, HEAD, OPTIONS'])
  expect((await app.inject({ method: 'OPTIONS', url: '/nope' })).statusCode).toBe(404)
  expect((await app.inject({ url: '/nope' })).statusCode).toBe(404)
})
