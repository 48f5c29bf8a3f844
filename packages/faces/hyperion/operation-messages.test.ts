import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { type TestApp, testApp } from '@hyperion/testkit/app'
import { eventually } from '@hyperion/testkit/eventually'
import { ScriptedOperator } from '@hyperion/testkit/operators'
import type { OperationMessage } from '@hyperion/wire/web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSES, LIMITS_TOLD, MESSAGE_EXAMPLES, REQUEST_EXAMPLES } from './live/operation-messages.ts'
import { parseOperationRequest } from './live/operation-requests.ts'

const GUIDE = readFileSync(new URL('../../../docs/user-guide.md', import.meta.url), 'utf8')
const EXAMPLES = [...Object.values(REQUEST_EXAMPLES), ...Object.values(MESSAGE_EXAMPLES)].map(({ example }) => example)

describe('the messages of the socket of operations', () => {
  let hub: TestApp
  let socket: WebSocket
  let heard: OperationMessage[]

  beforeAll(async () => {
    hub = await testApp({ operator: new ScriptedOperator() })
    await hub.app.listen({ port: 0, host: '127.0.0.1' })
    const headers = { authorization: `Bearer ${await hub.token('admin')}` }
    socket = new WebSocket(`${hub.app.listeningOrigin.replace('http', 'ws')}/ws/operations/`, { headers })
    heard = []
    socket.on('message', (data) => heard.push(JSON.parse(String(data))))
    await once(socket, 'open')
  })
  afterAll(async () => {
    socket.terminate()
    await hub.close()
  })

  const say = (message: object): void => socket.send(JSON.stringify(message))
  const told = (type: keyof typeof MESSAGE_EXAMPLES) => eventually(() => expect(heard).toContainEqual(MESSAGE_EXAMPLES[type].example))

  it.each(Object.entries(REQUEST_EXAMPLES))('of a client are read as they are documented: %s', (type, { example }) => {
    expect(example.type).toBe(type)
    expect(parseOperationRequest(JSON.stringify(example))).toEqual({ incident: undefined, reason: undefined, ...example })
  })

  it('of the hub are what it says to them', async () => {
    say({ type: 'start', ref: 1, host: hub.hubHostId, operation: 'process.files', params: { pid: 7 } })
    await Promise.all([told('begun'), told('rows')])
    await eventually(() => expect(heard.at(-1)).toMatchObject({ type: 'ended' }))
    const { example: start } = REQUEST_EXAMPLES.start
    say({ ...start, host: hub.hubHostId })
    // What a terminal shows is bytes: a character may be cut in two on the way.
    await eventually(() => expect(heard).toContainEqual({ type: 'bytes', ref: 1, bytes: btoa('root@web-01:~# ') }))
    for (const type of ['input', 'resize', 'end'] as const) say(REQUEST_EXAMPLES[type].example)
    await told('ended')
    say({ type: 'start', ref: 1, host: hub.hubHostId, operation: 'file.download', params: { path: '/srv/notes.txt' } })
    await told('bytes')
    await eventually(() => expect(heard.at(-1)).toMatchObject({ type: 'ended' }))
    const params = { program: 'systemctl', arguments: ['restart', 'nginx'], directory: null, time_limit_s: 60 }
    say({ ...start, host: hub.hubHostId, operation: 'command.run', params })
    await told('text')
    await eventually(() => expect(heard.at(-1)).toMatchObject({ type: 'ended' }))
    say({ ...start, host: hub.hubHostId, reason: '' })
    await told('error')
  })

  it('are in the document of the API, with codes and limits', () => {
    const { paths } = hub.app.swagger() as { paths: Record<string, { get: { description: string } }> }
    const description = paths['/ws/operations/']?.get.description ?? ''
    for (const example of EXAMPLES) expect(description).toContain(JSON.stringify(example))
    for (const [code, why] of CLOSES) expect(description).toContain(`${code}: ${why}`)
    for (const limit of LIMITS_TOLD) expect(description).toContain(limit)
  })

  it('are in the guide, with codes and limits', () => {
    const lines = GUIDE.split('\n').map((line) => line.trim())
    for (const example of EXAMPLES) expect(lines).toContain(JSON.stringify(example))
    for (const [code, why] of CLOSES) expect(GUIDE).toMatch(new RegExp(`\\| ${code} +\\| ${why.replace(/[().]/g, '\\$&')} +\\|`))
    for (const limit of LIMITS_TOLD) expect(lines).toContain(`- ${limit}`)
  })
})
