import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { openSmtpMailer, type SmtpMailer } from '@hyperion/adapters/mail'
import type { Mailer } from '@hyperion/ports/mail'
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import { type KeptMail, keptMail } from './kept-mail.ts'

export type { KeptMail }

/** How a mail is treated: refused with a code, for one recipient or whole; `silent` is never answered; `cut` is kept and the connection lost. */
export type SmtpMood = 'well' | 'silent' | 'cut' | { readonly code: number; readonly recipient?: string }

export interface SmtpServer {
  /** For HYPERION_SMTP_URL. */
  readonly url: string
  readonly host: string
  readonly port: number
  /** What was kept, in order. */
  readonly mails: readonly KeptMail[]
  /** Connections opened so far. */
  readonly connections: number
  /** A mailer that sends here, closed with the server. */
  mailer(timeoutMs?: number): Mailer
  /** Moods of the next mails; afterwards all is well. */
  next(...moods: SmtpMood[]): void
  close(): Promise<void>
}

export interface SmtpServerOptions {
  /** Who has to sign in; nobody unless told. */
  readonly login?: { readonly user: string; readonly pass: string }
  /** Key and certificate in PEM, for STARTTLS or TLS from the start. */
  readonly tls?: { readonly key: string; readonly cert: string; readonly implicit: boolean }
}

const PATIENT_MS = 20_000

/** A real SMTP server on this machine that keeps what it gets. */
export async function startSmtp(options: SmtpServerOptions = {}): Promise<SmtpServer> {
  const mails: KeptMail[] = []
  const moods: SmtpMood[] = []
  const mailers: SmtpMailer[] = []
  const moodOf = new WeakMap<SMTPServerSession, SmtpMood>()
  let connections = 0
  const server = new SMTPServer({
    ...connectionOptions(options),
    onConnect: (_session, done) => {
      connections++
      done()
    },
    onMailFrom: (_address, session, done) => {
      moodOf.set(session, moods.shift() ?? 'well')
      done()
    },
    onRcptTo: ({ address }, session, done) => {
      const mood = moodOf.get(session)
      const refused = typeof mood === 'object' && mood.recipient === address
      done(refused ? refusal(mood.code) : null)
    },
    onData: (stream, session, done) => {
      text(stream).then((raw) => {
        const mood = moodOf.get(session) ?? 'well'
        if (mood === 'silent') return
        if (typeof mood === 'object' && mood.recipient === undefined) return done(refusal(mood.code))
        mails.push(keptMail(raw, session))
        if (mood === 'cut') for (const { _socket } of server.connections) _socket.destroy()
        else done()
      }, done)
    },
  })
  // A connection that the other side cuts is an event; without a listener it would end the process.
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: addressOf(options, port),
    host: '127.0.0.1',
    port,
    mails,
    get connections() {
      return connections
    },
    next: (...wanted) => void moods.push(...wanted),
    mailer: (timeoutMs = PATIENT_MS) => {
      const from = 'Hyperion <hyperion@hub.example>'
      const mailer = openSmtpMailer({ host: '127.0.0.1', port, tls: 'never', login: null, from, timeoutMs })
      mailers.push(mailer)
      return mailer
    },
    close: async () => {
      for (const mailer of mailers) mailer.close()
      await new Promise<void>((done) => server.close(() => done()))
    },
  }
}

function connectionOptions({ login, tls }: SmtpServerOptions): SMTPServerOptions {
  return {
    ...(tls && { key: tls.key, cert: tls.cert, secure: tls.implicit }),
    disabledCommands: [...(tls ? [] : ['STARTTLS']), ...(login ? [] : ['AUTH'])],
    disableReverseLookup: true,
    allowInsecureAuth: true,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) => {
      const known = username === login?.user && password === login?.pass
      done(known ? null : new Error('Invalid username or password'), known ? { user: username } : undefined)
    },
  }
}

function addressOf({ login, tls }: SmtpServerOptions, port: number): string {
  const who = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}@` : ''
  const starttls = login && !tls ? '?starttls=auto' : ''
  return `${tls?.implicit ? 'smtps' : 'smtp'}://${who}127.0.0.1:${port}${starttls}`
}

function refusal(code: number): Error {
  return Object.assign(new Error(code < 500 ? 'try again later' : 'no such mailbox'), { responseCode: code })
}
