import type { Mail, Mailer } from '@hyperion/ports/mail'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** What the other end has got. */
interface Received {
  readonly to: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly { readonly filename: string; readonly contentType: string; readonly bytes: Uint8Array }[]
}

interface MailerUnderTest {
  readonly mailer: Mailer
  readonly received: readonly Received[]
  /** Makes the server answer the next mail with a code, for one recipient only if one is given. */
  refuseNext(code: number, recipient?: string): void
  close(): Promise<void>
}

const MAIL: Mail = { to: ['ada@example.org'], subject: 'CPU at 94 %', text: 'It is hot.\nVery.' }
const HOSTILE = 'x\r\nBcc: eve@example.org\n\nEvil\0\u2028body ñ 🔥'

/** Run by every mailer. */
export function mailerContract(name: string, make: () => Promise<MailerUnderTest>): void {
  describe(`${name} as Mailer`, () => {
    let made: MailerUnderTest

    beforeEach(async () => {
      made = await make()
    })
    afterEach(() => made.close())

    const refused = (retry: 'later' | 'never') => ({ ok: false, retry, error: expect.any(String) })

    it('brings text, HTML, headers and thread to every recipient', async () => {
      const to = ['ada@example.org', 'bob@example.org']
      const html = '<p>It is <b>hot</b> – 🔥</p>'
      const thread = { messageId: 'two@hub.example', references: ['root@hub.example', 'one@hub.example'], inReplyTo: 'one@hub.example' }
      const result = await made.mailer.send({ ...MAIL, to, subject: 'Température – 🔥', html, ...thread, headers: { 'X-Kind': 'alert' } })
      expect(result).toEqual({ ok: true, messageId: 'two@hub.example' })
      expect(made.received).toMatchObject([{ to, subject: 'Température – 🔥', text: MAIL.text, html }])
      expect(made.received[0]?.headers).toMatchObject({
        'message-id': '<two@hub.example>',
        references: '<root@hub.example> <one@hub.example>',
        'in-reply-to': '<one@hub.example>',
        'x-kind': 'alert',
      })
    })

    it('brings what is attached, bit by bit, beside text and HTML', async () => {
      const content = Uint8Array.from({ length: 70_000 }, (_, i) => (i * 31) % 256)
      const attachments = [
        { filename: 'report.pdf', contentType: 'application/pdf', content },
        { filename: 'x"\r\nBcc: eve@example.org', contentType: 'text/html', content: new Uint8Array() },
      ]
      expect(await made.mailer.send({ ...MAIL, html: '<p>Hot</p>', attachments })).toMatchObject({ ok: true })
      const [mail] = made.received
      expect(mail).toMatchObject({ to: MAIL.to, text: MAIL.text, html: '<p>Hot</p>' })
      expect(mail?.attachments.map(({ contentType, bytes }) => [contentType, bytes.length])).toEqual([
        ['application/pdf', 70_000],
        ['text/html', 0],
      ])
      expect(mail?.attachments[0]?.filename).toBe('report.pdf')
      expect(Buffer.compare(mail?.attachments[0]?.bytes ?? content, content)).toBe(0)
    })

    it('gives each mail an identity of its own', async () => {
      const ids = [await made.mailer.send(MAIL), await made.mailer.send(MAIL)].map((result) => result.ok && result.messageId)
      expect(new Set(ids).size).toBe(2)
      expect(made.received.map(({ headers }) => headers['message-id'])).toEqual(ids.map((id) => `<${id}>`))
    })

    it('lets no text become a header or a recipient', async () => {
      const texts = { subject: HOSTILE, text: HOSTILE, html: HOSTILE, messageId: HOSTILE, references: [HOSTILE], inReplyTo: HOSTILE }
      await made.mailer.send({ ...MAIL, ...texts, headers: { 'X-Note': HOSTILE, 'X-A\r\nBcc': 'eve@example.org' } })
      const [mail] = made.received
      expect(mail?.to).toEqual(MAIL.to)
      expect(Object.keys(mail?.headers ?? {})).not.toContain('bcc')
      expect(mail?.subject).toBe('x Bcc: eve@example.org Evil body ñ 🔥')
      const address = await made.mailer.send({ ...MAIL, to: ['ada@example.org>\r\nRCPT TO:<eve@example.org'] })
      expect(address).toEqual(refused('never'))
      expect(made.received).toHaveLength(1)
    })

    it('tells what may be tried again from what may not', async () => {
      made.refuseNext(451)
      expect(await made.mailer.send(MAIL)).toEqual(refused('later'))
      made.refuseNext(550)
      expect(await made.mailer.send(MAIL)).toEqual(refused('never'))
      expect(await made.mailer.send(MAIL)).toMatchObject({ ok: true })
    })

    it('sends again only to those who have not got it', async () => {
      const both = { ...MAIL, to: ['ada@example.org', 'bob@example.org'], messageId: 'same@hub.example' }
      made.refuseNext(451, 'bob@example.org')
      expect(await made.mailer.send(both)).toEqual(refused('later'))
      expect(await made.mailer.send(both)).toMatchObject({ ok: true })
      expect(made.received.map(({ to }) => to)).toEqual([['ada@example.org'], ['bob@example.org']])
      expect(await made.mailer.send(both)).toMatchObject({ ok: true })
      expect(made.received).toHaveLength(2)
    })

    it('takes no mail for nobody', async () => {
      expect(await made.mailer.send({ ...MAIL, to: [] })).toEqual(refused('never'))
    })

    it('says which recipient was refused for good', async () => {
      made.refuseNext(550, 'bob@example.org')
      const result = await made.mailer.send({ ...MAIL, to: ['ada@example.org', 'bob@example.org'] })
      expect(result).toEqual({ ok: false, retry: 'never', error: expect.stringContaining('bob@example.org') })
    })
  })
}
