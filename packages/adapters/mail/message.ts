import { randomUUID } from 'node:crypto'
import type { Attachment, Mail } from '@hyperion/ports/mail'
import type { SendMailOptions } from 'nodemailer'

/** As nodemailer wants it, with nothing left in a header that could end it. */
export function messageOf(mail: Mail, from: string) {
  const { name, address } = parsed(from)
  const id = (text: string) => idOf(text, address)
  const messageId = id(mail.messageId ?? randomUUID())
  return {
    from: { name, address },
    // As objects, so that none is taken for a list.
    to: mail.to.map((each) => ({ name: '', address: each })),
    envelope: { from: address },
    subject: oneLine(mail.subject),
    text: mail.text.replaceAll('\0', ''),
    ...(mail.html !== undefined && { html: mail.html.replaceAll('\0', '') }),
    ...(mail.attachments && { attachments: mail.attachments.map(attached) }),
    messageId,
    ...(mail.references && { references: mail.references.map((each) => `<${id(each)}>`).join(' ') }),
    ...(mail.inReplyTo !== undefined && { inReplyTo: `<${id(mail.inReplyTo)}>` }),
    headers: Object.fromEntries(Object.entries(mail.headers ?? {}).map(([key, value]) => [nameOf(key), oneLine(value)])),
  } satisfies SendMailOptions
}

function attached({ filename, contentType, content }: Attachment) {
  return {
    filename: oneLine(filename),
    contentType: oneLine(contentType),
    content: Buffer.from(content.buffer, content.byteOffset, content.byteLength),
  }
}

/** `Name <address>` or the address alone. */
function parsed(from: string): { name: string; address: string } {
  const [, name = '', address = from] = /^(.*?)\s*<([^<>]*)>$/s.exec(from) ?? []
  return { name: oneLine(name), address }
}

/** Longer lines of a header may not be sent. */
const LONGEST_LINE = 900

function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to go.
  return text.replace(/[\x00-\x1f\x7f\u0085\u2028\u2029]+/g, ' ').slice(0, LONGEST_LINE)
}

function idOf(id: string, sender: string): string {
  const plain = id.replace(/[^\w.@=+$!#%&'*/?^`{|}~-]+/g, '')
  return plain.includes('@') ? plain : `${plain}${sender.slice(sender.lastIndexOf('@'))}`
}

function nameOf(key: string): string {
  return key.replace(/[^A-Za-z0-9-]+/g, '')
}
