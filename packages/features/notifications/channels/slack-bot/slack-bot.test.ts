import { alertEvent } from '@hyperion/testkit/alerts'
import { channelContract, sampleMessage } from '@hyperion/testkit/channels'
import { type SlackApi, startSlackApi } from '@hyperion/testkit/slack'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Outgoing } from '../../outgoing.ts'
import type { Message, SendResult } from '../channel.ts'
import { slackBot } from './index.ts'

channelContract(slackBot, startSlackApi)

describe('the Slack bot', () => {
  let slack: SlackApi
  beforeEach(async () => {
    slack = await startSlackApi()
  })
  afterEach(() => slack.close())

  const fired = sampleMessage([alertEvent()])
  const send = (message: Message, settings = slack.settings): Promise<SendResult> =>
    slackBot.send(settings, message, { outgoing: new Outgoing({ allowPrivate: ['all'] }), mailer: null, now: () => 0 })
  const calls = () => slack.posts.map(({ path, body }) => ({ path, ts: body?.ts, thread: body?.thread_ts, loud: body?.reply_broadcast }))
  async function referenceOf(message: Message): Promise<string> {
    const result = await send(message)
    return (result.ok && result.reference) || expect.fail()
  }
  function after(reference: string, kind: 'escalated' | 'resolved'): Message {
    const { items, ...rest } = sampleMessage([alertEvent({ kind })])
    return { ...rest, items: [{ ...items[0], reference }] }
  }

  it('keeps the first message up to date and tells the rest in its thread, a worsening in the channel too', async () => {
    const reference = await referenceOf(fired)
    expect(await send(after(reference, 'escalated'))).toEqual({ ok: true, reference })
    expect(await send(after(reference, 'resolved'))).toEqual({ ok: true, reference })
    const ts = '1768478400.000001'
    expect(calls().slice(1)).toEqual([
      { path: '/api/chat.update', ts },
      { path: '/api/chat.postMessage', thread: ts, loud: true },
      { path: '/api/chat.update', ts },
      { path: '/api/chat.postMessage', thread: ts, loud: false },
    ])
  })

  it('does not overwrite a message about several alerts', async () => {
    const reference = await referenceOf(sampleMessage([alertEvent(), alertEvent({ hostName: 'db-1' })]))
    await send(after(reference, 'resolved'))
    expect(calls().slice(1)).toEqual([{ path: '/api/chat.postMessage', thread: '1768478400.000001', loud: false }])
  })

  it('begins anew where there is no common thread', async () => {
    const reference = await referenceOf(fired)
    const { items, ...rest } = sampleMessage([alertEvent(), alertEvent()])
    expect(await send({ ...rest, items: [{ ...items[0], reference }, items[0]] })).toMatchObject({ ok: true })
    await send(after(reference, 'resolved'), { ...slack.settings, channel: 'C1' })
    expect(calls().slice(1)).toEqual([{ path: '/api/chat.postMessage' }, { path: '/api/chat.postMessage' }])
  })

  it('goes on in the thread when the first message cannot be changed', async () => {
    const reference = await referenceOf(fired)
    slack.failNext('message_not_found')
    expect(await send(after(reference, 'resolved'))).toEqual({ ok: true, reference })
  })

  it.each([
    ['internal_error', 'later'],
    ['ratelimited', 'later'],
    ['channel_not_found', 'never'],
    ['invalid_auth', 'never'],
    ['token_revoked', 'gone'],
  ])('takes %s for %s', async (error, retry) => {
    slack.failNext(error)
    expect(await send(fired)).toEqual({ ok: false, error: `Slack said: ${error}`, retry })
  })
})
