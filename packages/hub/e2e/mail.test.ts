import { startSlackApi } from '@hyperion/testkit/slack'
import { startSmtp } from '@hyperion/testkit/smtp'
import { afterAll, expect, it } from 'vitest'
import { HubProcess, removeTemporaryFolders } from './hub-process.ts'

afterAll(removeTemporaryFolders)

const LOW = { warning: 0, critical: 99 }
const HIGH = { warning: 98, critical: 99 }

it('tells of an alert and its end by mail and on Slack, each in one thread', async () => {
  const [smtp, slack] = [await startSmtp({ login: { user: 'hyperion@hub.example', pass: 'p@ss:word' } }), await startSlackApi()]
  const environment = { HYPERION_SMTP_URL: smtp.url, HYPERION_ALLOW_PRIVATE_WEBHOOKS: slack.address ?? '' }
  const hub = await HubProcess.start({ environment })
  try {
    const token = await hub.token()
    const add = (kind: string, settings: object) =>
      hub.post('/api/channels', { kind, name: kind, enabled: true, notify_on: ['warning', 'critical'], group_wait: 0, settings }, token)
    expect((await add('email', { to: 'ops@example.org' })).status).toBe(201)
    expect((await add('slack-bot', slack.settings)).status).toBe(201)
    const disk = async (thresholds: object): Promise<void> => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
      const answer = await fetch(`${hub.base}/config/thresholds`, {
        method: 'PUT',
        headers,
        body: JSON.stringify({ cpu: HIGH, memory: HIGH, disk: thresholds }),
      })
      expect(answer.status).toBe(200)
    }

    // Other rules may have something to tell of this machine too.
    const mails = () => smtp.mails.filter(({ subject }) => subject.endsWith(': Disk'))
    const posts = () => slack.posts.filter(({ raw }) => raw.includes('· Disk ·'))
    await disk(LOW)
    await expect.poll(() => mails().map(({ subject }) => subject)).toEqual([expect.stringMatching(/^\[WARNING\] /)])
    await expect.poll(() => posts().length).toBe(1)
    await disk(HIGH)
    await expect.poll(() => mails()[1]?.subject).toMatch(/^Re: \[RESOLVED\] /)
    await expect.poll(() => posts().length).toBe(3)

    const [fired, resolved] = mails()
    expect([fired?.from, fired?.to]).toEqual(['hyperion@hub.example', ['ops@example.org']])
    expect(fired?.headers.references).toBe(resolved?.headers.references)
    const [first, second, third] = posts().map(({ path, body }) => ({ path, ts: body?.ts, thread: body?.thread_ts }))
    expect(first).toEqual({ path: '/api/chat.postMessage' })
    expect(second).toEqual({ path: '/api/chat.update', ts: expect.any(String) })
    expect(third).toEqual({ path: '/api/chat.postMessage', thread: second?.ts })

    const run = await hub.post('/api/tasks/send_email_notification/run', {}, token)
    expect([run.status, await run.json()]).toMatchObject([200, { result: 'success', message: 'sent to email' }])
    expect(smtp.mails.at(-1)?.text).toMatch(/Hyperion, bulletin \d+$/)
  } finally {
    await hub.stop()
    await slack.close()
    await smtp.close()
  }
})
