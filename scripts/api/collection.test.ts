import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ROOT } from '../checks/source-files.ts'
import type { OpenApi } from './openapi.ts'
import { postmanCollection } from './postman.ts'

const document: OpenApi = JSON.parse(readFileSync(join(ROOT, 'docs/api/openapi.json'), 'utf8'))

describe('the Postman collection', () => {
  const requests = postmanCollection(document).item.flatMap(({ item }) => item)
  const answersJson = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { responses }]) =>
        Object.entries(responses).some(([status, { content }]) => status < '3' && content?.['application/json']),
      )
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  )

  it('has every route of the document', () => {
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const listed = requests.map(({ name }) => name)
    expect(routes.filter((route) => !listed.includes(route))).toEqual(['POST /login'])
    expect(listed[0]).toBe('Sign in')
    expect(listed.at(-1)).toBe('POST /logout')
  })

  it('checks the status of every answer, and the fields of those that have any', () => {
    const scripts = requests.map(({ name, event }) => ({ name, text: event[0]?.script.exec.join('\n') ?? '' }))
    expect(scripts.filter(({ text }) => !text.includes('to.have.status'))).toEqual([])
    const unchecked = scripts.filter(({ text }) => !text.includes('jsonSchema')).map(({ name }) => name)
    expect(unchecked.filter((name) => answersJson.includes(name))).toEqual([])
    expect(unchecked).toContain('DELETE /api/session')
  })
})

it('newman fails against a server that answers otherwise than documented', async () => {
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end('{}')).listen(
    0,
    '127.0.0.1',
  )
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const newman = spawn(process.execPath, [join(ROOT, 'scripts/newman.ts'), baseUrl], { stdio: 'ignore' })
  const [code] = await once(newman, 'exit')
  server.close()
  expect(code).toBe(1)
})
