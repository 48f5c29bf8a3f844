import type { SMTPServerSession } from 'smtp-server'

export interface KeptAttachment {
  readonly filename: string
  readonly contentType: string
  readonly bytes: Buffer
}

/** A mail as the server took it. */
export interface KeptMail {
  /** The envelope. */
  readonly from: string
  readonly to: readonly string[]
  /** By name in lower case, unfolded and decoded. */
  readonly headers: Readonly<Record<string, string>>
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly attachments: readonly KeptAttachment[]
  readonly raw: string
}

export function keptMail(raw: string, { envelope }: SMTPServerSession): KeptMail {
  const { headers, parts, attachments } = parsed(raw)
  return {
    from: envelope.mailFrom ? envelope.mailFrom.address : '',
    to: envelope.rcptTo.map(({ address }) => address),
    headers,
    subject: headers.subject ?? '',
    text: parts.get('text/plain') ?? '',
    html: parts.get('text/html') ?? '',
    attachments,
    raw,
  }
}

interface Parsed {
  readonly headers: Readonly<Record<string, string>>
  /** Text by media type. */
  readonly parts: ReadonlyMap<string, string>
  readonly attachments: readonly KeptAttachment[]
}

/** As much of MIME as a text with an alternative and attachments needs. */
function parsed(raw: string): Parsed {
  const end = raw.indexOf('\r\n\r\n')
  const headers = headersOf(raw.slice(0, end))
  const body = raw.slice(end + 4)
  const type = headers['content-type'] ?? 'text/plain'
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1]
  if (boundary === undefined) return leaf(type.split(';')[0] ?? '', body, headers)
  const pieces = body.split(`--${boundary}`).slice(1, -1)
  const inside = pieces.map((piece) => parsed(piece.replace(/^\r\n/, '')))
  return {
    headers,
    parts: new Map(inside.flatMap(({ parts }) => [...parts])),
    attachments: inside.flatMap(({ attachments }) => attachments),
  }
}

function leaf(contentType: string, body: string, headers: Readonly<Record<string, string>>): Parsed {
  const disposition = headers['content-disposition'] ?? ''
  if (!disposition.startsWith('attachment'))
    return { headers, parts: new Map([[contentType, decodedBody(body, headers)]]), attachments: [] }
  const filename = /filename="?([^";]+)/.exec(disposition)?.[1] ?? ''
  return { headers, parts: new Map(), attachments: [{ filename, contentType, bytes: Buffer.from(body, 'base64') }] }
}

function headersOf(block: string): Record<string, string> {
  const lines = block.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), decodedWords(line.slice(colon + 1).trim())]
    }),
  )
}

/** RFC 2047; white space between encoded words does not count. */
function decodedWords(value: string): string {
  return value
    .replace(/(=\?[^?]+\?[BQ]\?[^?]*\?=)\s+(?==\?)/gi, '$1')
    .replace(/((?:=\?utf-8\?B\?[^?]*\?=)+)/gi, (run) => decodedRun(run, (text) => Buffer.from(text, 'base64')))
    .replace(/((?:=\?utf-8\?Q\?[^?]*\?=)+)/gi, (run) => decodedRun(run, (text) => quotedPrintable(text.replaceAll('_', ' '))))
}

/** Decoded together: a character may be split over two words. */
function decodedRun(run: string, decode: (text: string) => Buffer): string {
  return Buffer.concat([...run.matchAll(/\?[BQ]\?([^?]*)\?=/gi)].map(([, text = '']) => decode(text))).toString('utf8')
}

function decodedBody(body: string, headers: Readonly<Record<string, string>>): string {
  const encoding = headers['content-transfer-encoding']?.toLowerCase()
  const decoded =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? quotedPrintable(body.replace(/=\r\n/g, '')).toString('utf8')
        : body
  return decoded.replaceAll('\r\n', '\n').trimEnd()
}

function quotedPrintable(text: string): Buffer {
  return Buffer.from(
    text.replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
