import { mailerContract } from '@hyperion/ports/contract'
import { type SmtpServer, type SmtpServerOptions, startSmtp } from '@hyperion/testkit/smtp'
import { afterEach, describe, expect, it } from 'vitest'
import { openSmtpMailer, type SmtpMailer, type SmtpOptions } from './index.ts'

const MAIL = { to: ['ada@example.org'], subject: 'Hot', text: 'It is.' }
const LOGIN = { user: 'hyperion', pass: 's3cret:/@' }

mailerContract('the SMTP mailer', async () => {
  const { smtp, mailer, close } = await opened()
  return {
    mailer,
    received: smtp.mails,
    refuseNext: (code, recipient) => smtp.next({ code, ...(recipient !== undefined && { recipient }) }),
    close,
  }
})

async function opened(server: SmtpServerOptions = {}, options: Partial<SmtpOptions> = {}) {
  const smtp = await startSmtp(server)
  const from = 'Hyperion <hyperion@hub.example>'
  const mailer = openSmtpMailer({ host: smtp.host, port: smtp.port, tls: 'auto', login: null, from, ...options })
  const close = async (): Promise<void> => {
    mailer.close()
    await smtp.close()
  }
  return { smtp, mailer, close }
}

describe('the SMTP mailer', () => {
  let smtp: SmtpServer
  let mailer: SmtpMailer
  let close = async (): Promise<void> => {}

  afterEach(() => close())

  async function open(...how: Parameters<typeof opened>): Promise<void> {
    ;({ smtp, mailer, close } = await opened(...how))
  }

  it('names the sender and keeps the connection', async () => {
    await open()
    for (let i = 0; i < 3; i++) await mailer.send(MAIL)
    expect(smtp.connections).toBe(1)
    expect(smtp.mails.map(({ from }) => from)).toEqual(Array(3).fill('hyperion@hub.example'))
    expect(smtp.mails[0]?.headers.from).toBe('Hyperion <hyperion@hub.example>')
  })

  it('signs in, and waits for a better password when it is refused', async () => {
    await open({ login: LOGIN }, { login: LOGIN })
    expect(await mailer.send(MAIL)).toMatchObject({ ok: true })
    await close()
    await open({ login: LOGIN }, { login: { ...LOGIN, pass: 'wrong' } })
    expect(await mailer.send(MAIL)).toEqual({ ok: false, retry: 'later', error: expect.stringContaining('Invalid username') })
    expect(smtp.mails).toEqual([])
  })

  it('sends nothing in the clear when TLS is a must', async () => {
    await open({}, { tls: 'always' })
    expect(await mailer.send(MAIL)).toMatchObject({ ok: false, retry: 'later' })
    expect(smtp.mails).toEqual([])
  })

  it('gives up waiting for a silent server', async () => {
    await open({}, { timeoutMs: 600 })
    smtp.next('silent')
    expect(await mailer.send(MAIL)).toEqual({ ok: false, retry: 'later', error: 'the mail server did not answer in time' })
    expect(await mailer.send(MAIL)).toMatchObject({ ok: true })
  })

  it('tries again after a connection that broke, kept or not', async () => {
    await open()
    smtp.next('cut')
    expect(await mailer.send({ ...MAIL, messageId: 'one@hub.example' })).toMatchObject({ ok: false, retry: 'later' })
    expect(await mailer.send({ ...MAIL, messageId: 'one@hub.example' })).toMatchObject({ ok: true })
    expect(smtp.mails.map(({ headers }) => headers['message-id'])).toEqual(['<one@hub.example>', '<one@hub.example>'])
  })

  it('says that nobody is there', async () => {
    await open({}, { port: 1 })
    expect(await mailer.send(MAIL)).toEqual({ ok: false, retry: 'later', error: 'the mail server cannot be reached (ECONNREFUSED)' })
  })
})
