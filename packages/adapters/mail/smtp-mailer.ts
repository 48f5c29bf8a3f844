import { isMailAddress } from '@hyperion/domain/mail'
import type { Mail, Mailer, MailResult } from '@hyperion/ports/mail'
import { createTransport, type NodemailerError, type SMTPPoolOptions } from 'nodemailer'
import { messageOf } from './message.ts'
import { Taken } from './taken.ts'

export interface SmtpOptions {
  readonly host: string
  readonly port: number
  /** `implicit`: TLS from the start; `always`: refuse to go on without STARTTLS; `auto`: when offered; `never`. */
  readonly tls: 'implicit' | 'always' | 'auto' | 'never'
  readonly login: { readonly user: string; readonly pass: string } | null
  /** An address, or `Name <address>`. */
  readonly from: string
  readonly timeoutMs?: number
}

/** A mailer that holds connections until it is closed. */
export interface SmtpMailer extends Mailer {
  close(): void
}

const TIMEOUT_MS = 14_000
const IDLE_MS = 30_000
/** Of what is attached, at the least. */
const BYTES_PER_MS = 100

/** Sends through one SMTP server. */
export function openSmtpMailer(options: SmtpOptions): SmtpMailer {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS
  const transport = createTransport(transportOptions(options, timeoutMs))
  // A connection that breaks while idle is an event; without a listener it would end the process.
  transport.on('error', () => {})
  const taken = new Taken()

  async function send(mail: Mail): Promise<MailResult> {
    const wrong = mail.to.find((address) => !isMailAddress(address))
    if (wrong !== undefined) return { ok: false, error: 'not a mail address', retry: 'never' }
    if (mail.to.length === 0) return { ok: false, error: 'nobody to send to', retry: 'never' }
    const message = messageOf(mail, options.from)
    const patience = timeoutMs + Math.ceil(attachedBytes(mail) / BYTES_PER_MS)
    const to = taken.without(message.messageId, mail.to)
    if (to.length === 0) return { ok: true, messageId: message.messageId }
    try {
      const { envelope } = message
      const info = await transport.sendMail({ ...message, envelope: { ...envelope, to: [...to] }, signal: AbortSignal.timeout(patience) })
      taken.add(message.messageId, info.accepted)
      const [refused] = info.rejectedErrors ?? []
      return refused ? failure(refused, info.rejectedErrors) : { ok: true, messageId: message.messageId }
    } catch (error) {
      return failure(error as NodemailerError)
    }
  }

  return { send, close: () => transport.close({ force: true }) }
}

function attachedBytes({ attachments = [] }: Mail): number {
  return attachments.reduce((sum, { content }) => sum + content.byteLength, 0)
}

function transportOptions({ host, port, tls, login }: SmtpOptions, timeoutMs: number): SMTPPoolOptions & { pool: true } {
  return {
    pool: true,
    maxConnections: 2,
    maxRequeues: 0,
    idleTimeout: IDLE_MS,
    host,
    port,
    secure: tls === 'implicit',
    requireTLS: tls === 'always',
    ignoreTLS: tls === 'never',
    ...(login && { auth: login }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    dnsTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** Only what the server said of this mail or its recipients is final; a wrong password or certificate can be put right. */
function failure(error: NodemailerError, all: readonly NodemailerError[] = error.rejectedErrors ?? [error]): MailResult {
  const aboutMail = ['EENVELOPE', 'EMESSAGE'].includes(error.code ?? '')
  const final = aboutMail && all.every(({ permanent }) => permanent === true)
  return { ok: false, error: wordsFor(error), retry: final ? 'never' : 'later' }
}

function wordsFor({ name, code, originalCode, response, recipient, message }: NodemailerError): string {
  if (code === 'ETIMEDOUT' || code === 'EABORT' || name === 'TimeoutError') return 'the mail server did not answer in time'
  if (response) return `the mail server said: ${recipient ? `${recipient}: ` : ''}${response.replace(/\s+/g, ' ').slice(0, 300)}`
  if (code === 'EAUTH' || code === 'ENOAUTH') return 'the mail server did not take the user and password'
  if (code === 'ETLS') return `the mail server cannot be trusted (${message.slice(0, 200)})`
  return `the mail server cannot be reached (${originalCode ?? code ?? name})`
}
