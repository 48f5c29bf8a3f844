import { passingKey, SecretBox } from '@hyperion/features/secrets'
import { alertEvent } from '@hyperion/testkit/alerts'
import { TestClock } from '@hyperion/testkit/clock'
import { openTestDatabase, type TestDatabase } from '@hyperion/testkit/database'
import { type SlackApi, startSlackApi } from '@hyperion/testkit/slack'
import { type SmtpServer, startSmtp } from '@hyperion/testkit/smtp'
import { beforeEach, expect, it } from 'vitest'
import { Bulletin, CHANNEL_DEFAULTS, Channels, Outgoing } from './index.ts'

let database: TestDatabase
let slack: SlackApi
let smtp: SmtpServer
let channels: Channels
let bulletin: Bulletin
let host: number

beforeEach(async () => {
  database = await openTestDatabase()
  slack = await startSlackApi()
  smtp = await startSmtp()
  const clock = new TestClock()
  host = (await database.hosts.ensureHub('atlas', clock.now())).id
  const outgoing = new Outgoing({ allowPrivate: ['all'] })
  const { channels: store, alerts, hosts } = database
  channels = new Channels({ store, secrets: new SecretBox(passingKey()), outgoing, mailer: smtp.mailer(), clock })
  bulletin = new Bulletin({ alerts, hosts, store, channels, clock })
  return async () => {
    await smtp.close()
    await slack.close()
    await database.close()
  }
})

const add = (kind: string, name: string, settings: Readonly<Record<string, string>>, enabled = true) =>
  channels.create({ ...CHANNEL_DEFAULTS, kind, name, enabled, notifyOn: ['critical'], settings })

it('tells every channel of the kinds that is on what is firing, the worst first', async () => {
  await add('email', 'Mail', { to: 'ops@example.org' })
  await add('email', 'Off', { to: 'off@example.org' }, false)
  await add('slack-bot', 'Slack', slack.settings)
  for (const [instance, level] of [
    ['/', 'warning'],
    ['/data', 'critical'],
  ] as const) {
    const state = { phase: 'firing', level, since: 1, criticalSince: null, calmSince: null } as const
    await database.alerts.commit({ host, rule: 'disk', instance, state, event: alertEvent({ host, instance, level }) })
  }
  expect(await bulletin.send(['email'])).toBe('sent to Mail')
  expect(smtp.mails.map(({ to, text }) => [to, text.match(/STILL \w+/g)])).toEqual([
    [['ops@example.org'], ['STILL CRITICAL', 'STILL WARNING']],
  ])
  expect(await bulletin.send(['slack-webhook', 'slack-bot'])).toBe('sent to Slack')
  expect(slack.taken()).toBe(1)
})

it('says that all is quiet', async () => {
  await add('email', 'Mail', { to: 'ops@example.org' })
  await bulletin.send(['email'])
  expect(smtp.mails[0]?.text).toContain('No alert is firing')
})

it('says what did not arrive, and that nobody is there', async () => {
  await add('slack-bot', 'Slack', slack.settings)
  slack.failNext('channel_not_found')
  await expect(bulletin.send(['slack-bot'])).rejects.toThrow('Slack: Slack said: channel_not_found')
  await expect(bulletin.send(['email'])).rejects.toThrow('no channel of email is switched on')
})
