import { type SlackHub, slackHub } from '@hyperion/testkit/app'
import { SIGNING_SECRET, type SlackRequest, signed, WORKSPACE_TOKEN } from '@hyperion/testkit/slack'
import { beforeEach, describe, expect, it } from 'vitest'

const FORM = 'application/x-www-form-urlencoded'
const URL_OF_SETTINGS = '/api/v1/slack/settings/'
const SETTINGS = { bot_token: WORKSPACE_TOKEN, signing_secret: SIGNING_SECRET, default_channel: 'C0DEFAULT' }

let hub: SlackHub
beforeEach(async () => {
  hub = await slackHub()
  return () => hub.close()
})

const say = (user: string, channel: string, text: string, more: object = {}) => ({
  type: 'message',
  user,
  channel,
  text,
  ts: '1768478500.000001',
  ...more,
})
const lastResponse = () => String(hub.workspace.responses.at(-1)?.text)
const command = (user: string, text: string) => hub.workspace.send.command(user, text, hub.workspace.responseUrl)

describe('the signature', () => {
  const body = 'command=%2Fimas&text=help&user_id=U0ADA'
  const at = (shift = 0) => hub.clock.now() + shift
  const good = (shift?: number) => signed('/api/v1/slack/commands/', body, FORM, at(shift))
  const withHeaders = (request: SlackRequest, headers: Record<string, string | undefined>): SlackRequest =>
    ({
      ...request,
      headers: Object.fromEntries(Object.entries({ ...request.headers, ...headers }).filter(([, v]) => v !== undefined)),
    }) as SlackRequest

  it.each([
    ['a right one', () => good(), 200],
    ['one that is nearly too old', () => good(-299_000), 200],
    ['one by a clock that is ahead', () => good(299_000), 200],
    ['a stale one', () => good(-301_000), 401],
    ['one from the future', () => good(301_000), 401],
    ['another secret', () => signed('/api/v1/slack/commands/', body, FORM, at(), 'another secret 1234'), 401],
    ['an altered body', () => ({ ...good(), payload: `${body}&user_id=U0VIC` }), 401],
    ['none', () => withHeaders(good(), { 'x-slack-signature': undefined }), 401],
    ['no time', () => withHeaders(good(), { 'x-slack-request-timestamp': undefined }), 401],
    ['a time that is none', () => withHeaders(good(), { 'x-slack-request-timestamp': '1e9' }), 401],
    ['half of it', () => withHeaders(good(), { 'x-slack-signature': good().headers['x-slack-signature']?.slice(0, 40) }), 401],
    ['another version', () => withHeaders(good(), { 'x-slack-signature': good().headers['x-slack-signature']?.replace('v0', 'v1') }), 401],
    ['letters beyond ASCII', () => withHeaders(good(), { 'x-slack-signature': 'v0=é' }), 401],
  ])('%s', async (_, make, status) => {
    const answer = await hub.deliver(make())
    expect(answer.status).toBe(status)
    if (status === 401) expect(answer.body).toEqual({ error: 'Invalid token', details: {} })
  })

  it('counts once', async () => {
    const request = command('U0ADA', 'incident list')
    expect((await hub.delivered(request)).status).toBe(200)
    expect((await hub.delivered(request)).status).toBe(401)
    expect(hub.workspace.responses).toHaveLength(1)
  })

  it('is asked for on every route, but for Slack’s check of the certificate', async () => {
    for (const name of ['events', 'commands', 'interactive']) {
      const url = `/api/v1/slack/${name}`
      expect((await hub.app.inject({ method: 'POST', url, payload: {} })).statusCode).toBe(401)
      const check = { method: 'POST', url, payload: 'ssl_check=1', headers: { 'content-type': FORM } } as const
      expect((await hub.app.inject(check)).statusCode).toBe(name === 'events' ? 401 : 200)
    }
  })

  it('is of no use where Slack is not set up', async () => {
    await hub.slack.settings.clear()
    expect(await hub.deliver(command('U0ADA', 'help'))).toEqual({ status: 404, body: { error: 'Not found', details: {} } })
  })
})

describe('what is no request of Slack’s', () => {
  it.each([
    ['no JSON', 'events', '{"type":', 400],
    ['a list', 'events', '[]', 400],
    ['no payload', 'interactive', 'x=1', 400],
    ['a payload that is no JSON', 'interactive', 'payload=%7B', 400],
    ['nobody’s button', 'interactive', `payload=${encodeURIComponent('{"type":"block_actions"}')}`, 400],
    ['nobody’s command', 'commands', 'text=list', 400],
    ['an unknown interaction', 'interactive', `payload=${encodeURIComponent('{"type":"shortcut"}')}`, 200],
    ['an event of nothing', 'events', '{"type":"event_callback"}', 200],
    ['a message of nothing', 'events', '{"type":"event_callback","event_id":"E","event":{"type":"message","text":1}}', 200],
    ['nothing at all', 'events', '', 400],
  ])('%s', async (_, name, payload, status) => {
    const type = name === 'events' ? 'application/json' : FORM
    expect((await hub.deliver(signed(`/api/v1/slack/${name}/`, payload, type, hub.clock.now()))).status).toBe(status)
  })

  it('is too large', async () => {
    const request = signed('/api/v1/slack/events/', 'x'.repeat(512 * 1024 + 1), 'application/json', hub.clock.now())
    expect((await hub.deliver(request)).status).toBe(413)
    const large = signed(
      '/api/v1/slack/events/',
      JSON.stringify({ type: 'x', text: 'x'.repeat(300_000) }),
      'application/json',
      hub.clock.now(),
    )
    expect((await hub.deliver(large)).status).toBe(200)
  })

  it('answers the challenge of the Events API', async () => {
    expect(await hub.deliver(hub.workspace.send.verification('3eZbrw1aB'))).toEqual({ status: 200, body: { challenge: '3eZbrw1aB' } })
  })
})

describe('the command', () => {
  it.each([
    ['help', 'U0ADA', 'incident create'],
    ['', 'U0ADA', 'incident create'],
    ['incident dance', 'U0ADA', '“incident dance” is not a command.'],
    ['incident ack', 'U0ADA', 'Which one?'],
  ])('“%s” is answered at once', async (text, user, words) => {
    const { status, body } = await hub.deliver(command(user, text))
    expect([status, body]).toEqual([200, { response_type: 'ephemeral', text: expect.stringContaining(words) }])
  })

  it('lists what is open, the worst first, in the language of whoever asks', async () => {
    await hub.delivered(command('U0VIC', 'incident liste'))
    expect(lastResponse()).toBe('✅ Aucun incident ouvert.')
    await hub.open('Slow <wiki>', 'SEV4_LOW', hub.alone)
    await hub.open('Redis Cluster Down', 'SEV2_HIGH')
    await hub.delivered(command('U0ADA', 'incident list'))
    const [, first, second] = (hub.workspace.responses.at(-1)?.blocks ?? []) as { text: { text: string } }[]
    expect([first?.text.text, second?.text.text]).toEqual([
      expect.stringContaining('*Redis Cluster Down*\nredis-prod · triggered · nobody leads'),
      expect.stringContaining('Slow &lt;wiki&gt;'),
    ])
  })

  it.each([
    ['ack', 'incident ack', 'ACKNOWLEDGED', 'is acknowledged.'],
    ['prendre', 'incident prendre', 'ACKNOWLEDGED', 'is acknowledged.'],
    ['acquitter', 'acquitter', 'ACKNOWLEDGED', 'is acknowledged.'],
    ['resolve', 'incident resolve', 'RESOLVED', 'is resolved.'],
    ['résoudre', 'incidents RÉSOUDRE', 'RESOLVED', 'is resolved.'],
  ])('%s', async (_, words, status, answer) => {
    const id = await hub.open('Redis Cluster Down')
    const { shortId } = await hub.incidents.byRef(id)
    const ref = words.includes('RÉS') ? shortId.slice(4).toLowerCase() : shortId.toLowerCase()
    await hub.delivered(command('U0ADA', `${words} ${ref} after the failover`))
    const incident = await hub.incidents.byRef(id)
    expect([incident.status, lastResponse()]).toEqual([status, expect.stringContaining(answer)])
    expect(incident.resolutionNote).toBe(status === 'RESOLVED' ? 'after the failover' : '')
    await hub.delivered(command('U0ADA', `${words} ${ref}`))
    expect(lastResponse()).toContain('cannot be changed like this')
  })

  it('says that there is no such incident', async () => {
    await hub.delivered(command('U0ADA', 'incident ack INC-ZZZZZZ'))
    expect(lastResponse()).toBe('⚠️ There is no incident INC-ZZZZZZ.')
    await hub.delivered(command('U0ADA', `incident ack ${"'; drop table <!channel>".replace(/ /g, '')}`))
    expect(lastResponse()).toContain('There is no incident')
    expect(lastResponse()).not.toContain('<!channel>')
  })
})

describe('people', () => {
  it.each([
    ['has no user here', 'U0STRANGER', 'No user of Hyperion has your Slack mail address'],
    ['may only look', 'U0VIC', 'Votre rôle dans Hyperion ne le permet pas'],
  ])('whoever %s changes nothing', async (_, user, words) => {
    const id = await hub.open('Redis Cluster Down')
    const { shortId } = await hub.incidents.byRef(id)
    await hub.delivered(command(user, `incident ack ${shortId}`))
    expect(lastResponse()).toContain(words)
    await hub.delivered(command(user, 'incident create'))
    expect([lastResponse(), hub.workspace.views]).toEqual([expect.stringContaining(words), []])
    expect((await hub.incidents.byRef(id)).status).toBe('TRIGGERED')
  })

  it('counts a new role and a new address at once', async () => {
    const id = await hub.open('Redis Cluster Down')
    const { shortId } = await hub.incidents.byRef(id)
    const ada = (await hub.database.users.byUsername('technicien'))?.id ?? 0
    await hub.delivered(command('U0ADA', 'incident list'))
    await hub.database.users.update(ada, { role: 'viewer' })
    await hub.delivered(command('U0ADA', `incident ack ${shortId}`))
    expect(lastResponse()).toContain('Your role in Hyperion does not allow this')
    await hub.database.users.update(ada, { role: 'technicien', email: 'elsewhere@example.org' })
    await hub.delivered(command('U0ADA', `incident ack ${shortId}`))
    expect(lastResponse()).toContain('No user of Hyperion')
  })

  it.each([
    ['of another workspace', { team: 'T0FOREIGN' }],
    ['with an address that was not confirmed', { confirmed: false }],
  ])('takes nobody %s for one of ours', async (_, facts) => {
    hub.workspace.users.set('U0EVE', { id: 'U0EVE', name: 'eve', email: 'technicien@example.org', ...facts })
    await hub.delivered(command('U0EVE', 'incident list'))
    expect(lastResponse()).toContain('No user of Hyperion')
  })

  it('knows nobody by an address that two have', async () => {
    const { id } = (await hub.database.users.byUsername('newcomer')) ?? { id: 0 }
    await hub.database.users.update(id, { email: 'TECHNICIEN@example.org' })
    await hub.delivered(command('U0ADA', 'incident list'))
    expect(lastResponse()).toContain('No user of Hyperion')
  })

  it('is known again soon after the address was entered', async () => {
    await hub.delivered(command('U0STRANGER', 'incident list'))
    const { id } = (await hub.database.users.byUsername('admin')) ?? { id: 0 }
    await hub.database.users.update(id, { email: 'stranger@example.org' })
    await hub.clock.advance(30_000)
    await hub.delivered(command('U0STRANGER', 'incident list'))
    expect(lastResponse()).toBe('✅ No incident is open.')
  })
})

describe('Slack’s three seconds', () => {
  it('are kept however slow Slack is itself, and nothing that was acknowledged is lost', async () => {
    const id = await hub.open('Redis Cluster Down')
    const { shortId } = await hub.incidents.byRef(id)
    hub.workspace.next('users.info', 'cut')
    expect(await hub.deliver(command('U0ADA', `incident ack ${shortId}`))).toEqual({ status: 200, body: null })
    await hub.slack.settled()
    expect((await hub.incidents.byRef(id)).status).toBe('TRIGGERED')
    await hub.clock.advance(1_000)
    await hub.settled()
    expect((await hub.incidents.byRef(id)).status).toBe('ACKNOWLEDGED')
  })

  it('are kept while nothing answers', async () => {
    const { shortId } = await hub.incidents.byRef(await hub.open('Redis Cluster Down'))
    hub.workspace.next('users.info', 'silent')
    expect((await hub.deliver(command('U0ADA', `incident ack ${shortId}`))).status).toBe(200)
    expect((await hub.deliver(command('U0VIC', 'incident list'))).status).toBe(200)
    hub.workspace.hangUp()
  })

  it('are too short for a form sometimes, which is said', async () => {
    hub.workspace.next('views.open', 'expired_trigger_id')
    await hub.delivered(command('U0ADA', 'incident create'))
    expect(lastResponse()).toContain('Slack took too long to open the form')
  })
})

describe('what is written', () => {
  let id: string
  let room: string
  const comments = async () => (await hub.incidents.comments(id, { offset: 0, limit: 99 })).comments.map(({ content }) => content)
  beforeEach(async () => {
    id = await hub.open('Redis Cluster Down', 'SEV2_HIGH')
    room = (await hub.database.slack.room(id))?.channel ?? ''
  })

  it('in a war room is a comment, once', async () => {
    const { send } = hub.workspace
    const event = say('U0ADA', room, 'It is &lt;back&gt;: <https://x.example/a|graph>, <#C1|ops>, <!here>')
    await hub.delivered(send.event(event, 'Ev1'))
    await hub.delivered(send.event(event, 'Ev1'))
    await hub.delivered(send.event({ ...event, type: 'app_mention' }, 'Ev2'))
    expect(await comments()).toEqual(['It is <back>: [graph](https://x.example/a), #ops, @here'])
  })

  it('is taken again where Slack heard no answer, without being done again', async () => {
    const request = hub.workspace.send.event(say('U0ADA', room, 'Back'), 'Ev1')
    await hub.delivered(request)
    const again = { ...request, headers: { ...request.headers, 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' } }
    expect((await hub.delivered(again)).status).toBe(200)
    expect(await comments()).toEqual(['Back'])
  })

  it.each([
    ['by the app itself', { bot_id: 'B1' }],
    ['and changed later', { subtype: 'message_changed' }],
    ['by nobody: someone came', { subtype: 'channel_join' }],
    ['elsewhere', { channel: 'C0TEAM' }],
  ])('%s is none', async (_, more) => {
    await hub.delivered(hub.workspace.send.event(say('U0ADA', room, 'Hello', more)))
    expect(await comments()).toEqual([])
  })

  it('to the app anywhere is a comment on the incident that it names, or in whose thread it is', async () => {
    const { shortId } = await hub.incidents.byRef(id)
    const mention = (text: string, more: object = {}) => say('U0ADA', 'C0TEAM', `<@U0HYPERION> ${text}`, { type: 'app_mention', ...more })
    await hub.delivered(hub.workspace.send.event(mention(`about ${shortId.toLowerCase()}`)))
    const { ts } = (await hub.database.slack.message(id, 'channel')) ?? {}
    await hub.delivered(hub.workspace.send.event(mention('in the thread', { thread_ts: ts, ts: '1768478500.000002' })))
    expect(await comments()).toEqual([`about ${shortId.toLowerCase()}`, 'in the thread'])
    await hub.delivered(hub.workspace.send.event(mention('hello', { ts: '1768478500.000003' })))
    expect(String(hub.workspace.whispers.at(-1)?.text)).toContain('incident list')
  })

  it('by whoever is not known is told so once a day, and no comment', async () => {
    const write = (n: number) => hub.delivered(hub.workspace.send.event(say('U0STRANGER', room, 'Hm', { ts: `1768478500.10000${n}` })))
    await write(1)
    await write(2)
    expect([await comments(), hub.workspace.whispers.length]).toEqual([[], 1])
    await hub.clock.advance(86_400_000)
    await write(3)
    expect(hub.workspace.whispers).toHaveLength(2)
  })
})

describe('the settings', () => {
  const call = async (
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    url = URL_OF_SETTINGS,
    payload?: object,
    user: 'admin' | 'technicien' = 'admin',
  ) => {
    const headers = { authorization: `Token ${await hub.permanentToken(user)}` }
    const answer = await hub.app.inject({ method, url, headers, ...(payload && { payload }) })
    return { status: answer.statusCode, body: answer.body === '' ? null : answer.json() }
  }
  const settings = () => ({ ...SETTINGS, server: hub.workspace.origin })

  it('are shown to administrators alone, without their secrets', async () => {
    expect((await call('GET', URL_OF_SETTINGS, undefined, 'technicien')).status).toBe(403)
    const { body } = await call('GET')
    expect(body).toMatchObject({
      configured: true,
      readable: true,
      default_channel: 'C0DEFAULT',
      war_room_prefix: 'inc-',
      team: { name: 'Stand-in' },
    })
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${WORKSPACE_TOKEN}|${SIGNING_SECRET}`))
    expect(JSON.stringify(body.manifest)).toContain('https://hyperion.example/api/v1/slack/interactive/')
    const row = await hub.database.slack.settings()
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`${WORKSPACE_TOKEN}|${SIGNING_SECRET}`))
  })

  it('are changed, keeping the secrets that are left out, and noted without them', async () => {
    const { bot_token: _, signing_secret: __, ...rest } = settings()
    const { status, body } = await call('PUT', URL_OF_SETTINGS, { ...rest, default_channel: 'C0TEAM', war_room_prefix: 'war-' })
    expect([status, body.default_channel, body.war_room_prefix]).toEqual([200, 'C0TEAM', 'war-'])
    expect((await hub.deliver(command('U0ADA', 'help'))).status).toBe(200)
    await call('PUT', URL_OF_SETTINGS, settings())
    await hub.audit.flush()
    const entries = await hub.database.audit.list({ limit: 9, action: 'slack.update' })
    expect(entries).toHaveLength(2)
    expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${WORKSPACE_TOKEN}|${SIGNING_SECRET}`))
  })

  it.each([
    [{ bot_token: 'hello' }, 'bot_token'],
    [{ bot_token: 'xoxb-another-token' }, 'bot_token'],
    [{ signing_secret: 'short' }, 'signing_secret'],
    [{ default_channel: '#ops' }, 'default_channel'],
    [{ default_channel: '' }, 'default_channel'],
    [{ war_room_prefix: 'Inc ' }, 'war_room_prefix'],
    [{ server: 'slack.com' }, 'server'],
    [{ server: 'file:///etc/passwd' }, 'server'],
    [{ server: 'http://127.0.0.1:1' }, 'server'],
    [{ more: 1 }, 'more'],
  ])('are refused: %j', async (fields, field) => {
    const { status, body } = await call('PUT', URL_OF_SETTINGS, { ...settings(), ...fields })
    expect([status, Object.keys(body.details)]).toEqual([400, [field]])
  })

  it('are tried', async () => {
    expect((await call('POST', '/api/v1/slack/test/')).body).toEqual({ ok: true, team: { id: 'T0STANDIN', name: 'Stand-in' }, error: null })
    hub.workspace.next('auth.test', 'token_revoked')
    expect((await call('POST', '/api/v1/slack/test/')).body).toMatchObject({ ok: false, error: 'Slack refused auth.test: token_revoked' })
    expect((await call('GET')).body.last_error).toBe('Slack refused auth.test: token_revoked')
  })

  it('tell when Slack was last heard of', async () => {
    await hub.deliver(command('U0ADA', 'help'))
    expect((await call('GET')).body.last_event_at).toBe(`${new Date(hub.clock.now()).toISOString().slice(0, 19)}Z`)
  })

  it('are taken away', async () => {
    expect(await call('DELETE')).toEqual({ status: 204, body: null })
    expect((await call('GET')).body).toMatchObject({ configured: false, default_channel: '', team: null })
    expect((await call('POST', '/api/v1/slack/test/')).status).toBe(404)
  })
})
