import { type SlackHub, slackHub } from '@hyperion/testkit/app'
import { beforeEach, describe, expect, it } from 'vitest'

let hub: SlackHub
beforeEach(async () => {
  hub = await slackHub()
  return () => hub.close()
})

interface Button {
  readonly action_id: string
  readonly value: string
  readonly text: { readonly text: string }
}

type Message = { readonly [field: string]: unknown } | undefined

const buttonsOf = (message: Message): readonly Button[] =>
  ((message?.blocks ?? []) as { type: string; elements: Button[] }[]).find(({ type }) => type === 'actions')?.elements ?? []

/** Presses a button of the incident's message, by its label. */
async function press(user: string, channel: string, label: string) {
  const message = hub.workspace.inChannel(channel)[0]
  const button = buttonsOf(message).find(({ text }) => text.text === label)
  if (!button) return expect.fail(`no button ${label}`)
  return hub.delivered(hub.workspace.send.press(user, button, channel, hub.workspace.responseUrl))
}

const say = (user: string, channel: string, text: string, more: object = {}) =>
  hub.workspace.send.event({ type: 'message', user, channel, text, ts: `1768478500.${String(Math.random()).slice(2, 8)}`, ...more })

const texts = (messages: readonly Message[]) => messages.map((message) => JSON.stringify(message?.blocks))
const timeline = async (id: string) => (await hub.incidents.timeline(id)).map(({ message, actor }) => `${actor ?? 'hub'}: ${message}`)

describe('an incident from its alert to its end', () => {
  it('is dealt with from Slack alone', async () => {
    const { workspace } = hub
    const signal = {
      source: 'alertmanager',
      fingerprint: 'f1',
      status: 'firing',
      title: 'Redis Cluster Down',
      description: 'Timeout <on> all & every node',
      severity: 'SEV1_CRITICAL',
      detectedAt: hub.clock.now() - 60_000,
      endedAt: null,
      labels: {},
      url: null,
    } as const
    const { incident } = await hub.incidents.absorb(signal, hub.owned)
    const id = incident?.id ?? ''
    await hub.settled()

    const [message] = workspace.inChannel('C0TEAM')
    expect(buttonsOf(message).map(({ text }) => text.text)).toEqual(['Acknowledge', 'Mitigated', 'Resolve…', 'Take the lead', 'Open page'])
    const room = [...workspace.channels.values()].find(({ name }) => name.startsWith('inc-'))
    if (!room) return expect.fail('no war room')
    expect(room.name).toBe(`${incident?.shortId.toLowerCase()}-redis-cluster-down`)
    expect([...room.members].sort()).toEqual(['U0ADA', 'U0HYPERION', 'U0VIC'])
    const link = `https://slack.com/app_redirect?channel=${room.id}`
    expect((await hub.incidents.byRef(id)).warRoomLink).toBe(link)
    expect(JSON.stringify(message)).toContain(link)
    expect(texts(workspace.inChannel(room.id))[0]).toContain('Redis Cluster Recovery')

    await press('U0ADA', room.id, 'Take the lead')
    expect((await hub.incidents.byRef(id)).lead).toMatchObject({ username: 'technicien' })
    await hub.clock.advance(120_000)
    await press('U0ADA', 'C0TEAM', 'Acknowledge')
    expect(await hub.incidents.byRef(id)).toMatchObject({ status: 'ACKNOWLEDGED', acknowledgedBy: { username: 'technicien' } })
    expect(buttonsOf(workspace.inChannel('C0TEAM')[0]).map(({ text }) => text.text)).not.toContain('Acknowledge')

    expect((await hub.delivered(say('U0ADA', room.id, 'Failover &lt;done&gt;, ask <@U0VIC>'))).status).toBe(200)
    expect(await timeline(id)).toContain('technicien: Failover <done>, ask @vic')
    await hub.incidents.comment(id, { id: 1, username: 'admin' }, 'Watching *it*', 'update')
    await hub.settled()
    const inRoom = texts(workspace.inChannel(room.id))
    expect(inRoom.filter((text) => text.includes('Watching *it*'))).toHaveLength(1)
    expect(inRoom.filter((text) => text.includes('Failover'))).toHaveLength(0)

    await press('U0ADA', 'C0TEAM', 'Resolve…')
    const [view] = workspace.views
    await hub.clock.advance(60_000)
    const filled = { note: 'Cluster recovered after failover.', cause: 'Memory exhaustion' }
    expect(await hub.delivered(workspace.send.submit('U0ADA', view ?? {}, filled))).toEqual({ status: 200, body: null })
    expect(await hub.incidents.byRef(id)).toMatchObject({ status: 'RESOLVED', resolutionNote: filled.note, rootCause: filled.cause })

    const [ended] = workspace.inChannel('C0TEAM')
    expect(workspace.inChannel('C0TEAM')).toHaveLength(1)
    expect([ended?.ts, JSON.stringify(ended)]).toEqual([message?.ts, expect.stringContaining('Cluster recovered after failover.')])
    expect(texts(workspace.inThread('C0TEAM', message?.ts ?? '')).join()).toMatch(/Incident acknowledged.*Incident resolved/s)
    expect(texts(workspace.inChannel(room.id)).at(-1)).toContain('Time to resolve')
    expect(workspace.mistakes).toEqual([])

    await hub.audit.flush()
    const deeds = (await hub.database.audit.list({ limit: 9 })).map(({ action, actor, details }) => [action, actor.name, details.via])
    expect(deeds.slice(0, 4).reverse()).toEqual([
      ['incident.update', 'technicien', 'slack'],
      ['incident.acknowledge', 'technicien', 'slack'],
      ['incident.comment', 'technicien', 'slack'],
      ['incident.resolve', 'technicien', 'slack'],
    ])
  })

  it('is opened by a form, which says what is wrong', async () => {
    const { send, views, responses, responseUrl } = hub.workspace
    expect(await hub.delivered(send.command('U0ADA', 'incident create Wiki is slow', responseUrl))).toEqual({ status: 200, body: null })
    const view = views[0] ?? {}
    expect(JSON.stringify(view)).toContain('"initial_value":"Wiki is slow"')
    const values = { service: hub.alone, title: 'Wiki is slow', severity: 'SEV4_LOW', description: 'Since noon' }
    const errors = (fields: object) => ({ status: 200, body: { response_action: 'errors', errors: fields } })
    expect(await hub.deliver(send.submit('U0ADA', view, { ...values, title: '  ' }))).toEqual(errors({ title: 'This is needed.' }))
    const gone = { ...values, service: '00000000-0000-4000-8000-000000000000' }
    expect(await hub.deliver(send.submit('U0ADA', view, gone))).toEqual(errors({ service: 'This service is gone.' }))
    await hub.delivered(send.submit('U0ADA', view, values))
    const { incidents } = await hub.incidents.find({ ordering: { by: 'created_at', descending: true }, offset: 0, limit: 9 })
    expect(incidents).toMatchObject([
      { title: 'Wiki is slow', severity: 'SEV4_LOW', source: 'slack', createdBy: { username: 'technicien' } },
    ])
    // Nobody owns it: the default channel hears of it, and whoever opened it.
    expect(hub.workspace.inChannel('C0DEFAULT')).toHaveLength(1)
    expect(JSON.stringify([...responses, ...hub.workspace.whispers])).toContain(`${incidents[0]?.shortId}> is open.`)
  })

  it('is kept up to date in the app’s channel from the app as well, in one message', async () => {
    const id = await hub.open('Redis Cluster Down')
    await hub.incidents.edit(id, { severity: 'SEV2_HIGH', title: 'Redis <slow> & odd' }, { id: 1, username: 'admin' })
    await hub.settled()
    const [message, ...others] = hub.workspace.inChannel('C0TEAM')
    expect([others, JSON.stringify(message)]).toEqual([[], expect.stringContaining('Redis &lt;slow&gt; &amp; odd')])
    const updates = hub.workspace.called('chat.update').length
    await hub.database.incidentSteps.add(id, 'slack', hub.clock.now())
    await hub.settled()
    expect(hub.workspace.called('chat.update')).toHaveLength(updates)
  })
})

describe('when Slack makes trouble', () => {
  it('posts anew what was deleted there', async () => {
    const id = await hub.open('Redis Cluster Down')
    hub.workspace.messages.length = 0
    await hub.incidents.transition(id, 'acknowledge', null)
    await hub.settled()
    expect(hub.workspace.inChannel('C0TEAM')).toHaveLength(1)
    expect(texts(hub.workspace.inChannel('C0TEAM'))[0]).toContain('Acknowledged')
  })

  it('falls back on the default channel when the team’s is gone', async () => {
    hub.workspace.channels.delete('C0TEAM')
    await hub.open('Redis Cluster Down')
    expect(hub.workspace.inChannel('C0DEFAULT')).toHaveLength(1)
  })

  it('tries again when it is asked to, and calls nothing before', async () => {
    hub.workspace.next('chat.postMessage', 30)
    const id = await hub.open('Redis Cluster Down')
    expect(hub.workspace.inChannel('C0TEAM')).toHaveLength(0)
    const step = async () => (await hub.incidents.detail(id)).steps.find(({ kind }) => kind === 'slack')
    expect(await step()).toMatchObject({ state: 'pending', dueAt: hub.clock.now() + 30_000, error: expect.stringContaining('wait 30 s') })
    await hub.incidents.transition(id, 'acknowledge', null)
    await hub.settled()
    expect(hub.workspace.called('chat.postMessage')).toHaveLength(0)
    await hub.clock.advance(30_000)
    await hub.settled()
    expect(hub.workspace.inChannel('C0TEAM')).toHaveLength(1)
    expect((await hub.slack.settings.view()).lastError).toBeNull()
  })

  it('takes a name of its own when the room’s is taken, as after an end between making and noting it', async () => {
    hub.workspace.next('conversations.create', 'cut')
    const id = await hub.open('Redis Cluster Down', 'SEV2_HIGH')
    expect((await hub.incidents.byRef(id)).warRoomLink).toBeNull()
    await hub.clock.advance(2_000)
    await hub.settled()
    const { shortId, warRoomLink } = await hub.incidents.byRef(id)
    const rooms = [...hub.workspace.channels.values()].filter(({ name }) => name.startsWith('inc-'))
    const name = `${shortId.toLowerCase()}-redis-cluster-down`
    expect(rooms.map((each) => each.name)).toEqual([name, `${name}-2`])
    expect(warRoomLink).toBe(`https://slack.com/app_redirect?channel=${rooms[1]?.id}`)
    expect([hub.workspace.inChannel(rooms[0]?.id ?? ''), hub.workspace.inChannel(rooms[1]?.id ?? '').length]).toEqual([[], 1])
  })

  it('goes on with the room that it noted, as after an end between noting and furnishing it', async () => {
    hub.workspace.next('conversations.invite', 'cut')
    const id = await hub.open('Redis Cluster Down', 'SEV1_CRITICAL')
    await hub.clock.advance(2_000)
    await hub.settled()
    const rooms = [...hub.workspace.channels.values()].filter(({ name }) => name.startsWith('inc-'))
    expect(rooms).toHaveLength(1)
    expect(hub.workspace.inChannel(rooms[0]?.id ?? '').filter(({ text }) => String(text).includes('Triggered'))).toHaveLength(1)
    const links = (await timeline(id)).filter((each) => each.includes('War room opened'))
    expect(links).toHaveLength(1)
  })

  it('opens another room when the old one was archived before it began again', async () => {
    const id = await hub.open('Redis Cluster Down', 'SEV2_HIGH')
    for (const action of ['resolve', 'reopen'] as const) {
      if (action === 'reopen') for (const room of hub.workspace.channels.values()) room.archived ||= room.name.startsWith('inc-')
      await hub.incidents.transition(id, action, null)
      await hub.settled()
    }
    const rooms = [...hub.workspace.channels.values()].filter(({ name }) => name.startsWith('inc-'))
    expect(rooms).toHaveLength(2)
    expect(hub.workspace.inChannel(rooms[1]?.id ?? '').length).toBeGreaterThan(0)
    expect((await hub.incidents.byRef(id)).warRoomLink).toContain(rooms[1]?.id)
  })

  it('skips what it owes where Slack was taken away', async () => {
    await hub.slack.settings.clear()
    const id = await hub.open('Redis Cluster Down', 'SEV1_CRITICAL')
    const { steps } = await hub.incidents.detail(id)
    const owed = steps.filter(({ kind }) => ['slack', 'war_room'].includes(kind)).map(({ state, error }) => [state, error])
    expect(owed).toEqual([
      ['skipped', 'Slack is not set up'],
      ['skipped', 'Slack is not set up'],
    ])
  })
})
