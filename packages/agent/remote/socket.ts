import { hash, randomBytes } from 'node:crypto'
import { connect, isIP, type Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { readHead } from './line.ts'
import { clientFrame, OPCODE, readFrame } from './websocket-frames.ts'

/** How the hub is reached, and what makes it trusted on the way. */
export interface HubAddress {
  readonly url: URL
  /** SHA-256 of the hub's certificate, hexadecimal: that certificate and no other, whoever issued it. */
  readonly pin: string | null
  /** Certificates of authorities to trust instead of the system's. */
  readonly ca: string | null
}

/** What is told of a connection. After `closed` nothing more is; `error` comes before it where there is one. */
export interface SocketEvents {
  open(): void
  message(text: string): void
  ping(): void
  error(error: Error): void
  closed(code: number, reason: string): void
}

export interface HubSocket {
  /** A text, or bytes. */
  send(message: string | Uint8Array): void
  close(code: number, reason: string): void
  terminate(): void
}

const MESSAGE_BYTES = 256 * 1024
const HANDSHAKE_MS = 10_000
const CLOSE_MS = 1_000
/** From RFC 6455, for proving that a server knows what a WebSocket is. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
/** Of a connection that ended without a word. */
const ABNORMAL = 1006
const UTF8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Opens a WebSocket to `/ws/agent/` of the hub; its certificate is verified, or compared with the pin. The usual package brings
 * Node's HTTP client and server along, which take more memory than all that an agent does.
 */
export function openSocket({ url, pin, ca }: HubAddress, events: SocketEvents): HubSocket {
  const socket = new ClientSocket(url, events)
  if (url.protocol === 'https:')
    void encrypted(url, pin, ca).then(
      (line) => socket.use(line),
      (error: Error) => socket.fail(error),
    )
  else socket.use(connect(targetOf(url)))
  return socket
}

function targetOf(url: URL): { host: string; port: number } {
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (url.protocol === 'https:' ? 443 : 80) }
}

/** Only where it is needed: TLS takes megabytes. Nothing is sent before the certificate was found to be right. */
async function encrypted(url: URL, pin: string | null, ca: string | null): Promise<Socket> {
  const { connect: connectTls } = await import('node:tls')
  const { host, port } = targetOf(url)
  const trust = { ...(pin !== null && { rejectUnauthorized: false }), ...(pin === null && ca !== null && { ca }) }
  const line: TLSSocket = connectTls({ host, port, ...trust, ...(!isIP(host) && { servername: host }) }, () => {
    const found = pin === null ? null : line.getPeerCertificate().fingerprint256?.replaceAll(':', '').toLowerCase()
    if (found === pin) line.uncork()
    else line.destroy(new Error(`the hub's certificate is sha256:${found}, not the pinned sha256:${pin}`))
  })
  line.cork()
  return line
}

/** The client's half of a WebSocket (RFC 6455), as far as a hub speaks it: no extensions, no subprotocols. */
class ClientSocket implements HubSocket {
  readonly #url: URL
  readonly #events: SocketEvents
  readonly #key = randomBytes(16).toString('base64')
  readonly #handshakeLimit = setTimeout(() => this.fail(new Error('Opening handshake has timed out')), HANDSHAKE_MS)
  #line: Socket | null = null
  #bytes: Buffer = Buffer.alloc(0)
  #open = false
  #over = false
  #text: Buffer[] = []
  #code: number = ABNORMAL
  #reason = ''

  constructor(url: URL, events: SocketEvents) {
    this.#url = url
    this.#events = events
  }

  use(line: Socket): void {
    if (this.#over) return void line.destroy()
    this.#line = line
    line.setNoDelay(true)
    line.on('data', (chunk: Buffer) => this.#receive(chunk))
    line.on('error', (error) => this.fail(error))
    line.on('end', () => line.end())
    line.on('close', () => this.#ended(this.#open ? null : new Error('the connection was closed before it was a WebSocket')))
    line.write(this.#request())
  }

  send(message: string | Uint8Array): void {
    const text = typeof message === 'string'
    this.#write(text ? OPCODE.text : OPCODE.binary, text ? Buffer.from(message) : message)
  }

  close(code: number, reason: string): void {
    const payload = Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)])
    this.#write(OPCODE.close, payload)
    this.#line?.end()
  }

  terminate(): void {
    this.#line?.destroy()
    this.#ended(null)
  }

  fail(error: Error): void {
    this.#line?.destroy()
    this.#ended(error)
  }

  #request(): string {
    const path = `${this.#url.pathname.replace(/\/+$/, '')}/ws/agent/`
    const upgrade = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${this.#key}`]
    return [`GET ${path} HTTP/1.1`, `Host: ${this.#url.host}`, ...upgrade, '', ''].join('\r\n')
  }

  #write(opcode: number, payload: Uint8Array): void {
    if (this.#open && !this.#over && this.#line?.writable) this.#line.write(clientFrame(opcode, payload))
  }

  #receive(chunk: Buffer): void {
    this.#bytes = this.#bytes.length === 0 ? chunk : Buffer.concat([this.#bytes, chunk])
    try {
      if (!this.#open && !this.#handshake()) return
      for (let found = readFrame(this.#bytes, MESSAGE_BYTES); found && !this.#over; found = readFrame(this.#bytes, MESSAGE_BYTES)) {
        this.#bytes = this.#bytes.subarray(found.length)
        this.#frame(found.value.opcode, found.value.final, found.value.payload)
      }
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error(String(error)))
    }
  }

  #handshake(): boolean {
    const found = readHead(this.#bytes)
    if (!found && this.#bytes.length > MESSAGE_BYTES) throw new Error('too long an answer')
    if (!found) return false
    const { status, headers } = found.value
    if (status !== 101) throw new Error(`Unexpected server response: ${status}`)
    if (headers['sec-websocket-accept'] !== hash('sha1', this.#key + GUID, 'base64'))
      throw new Error('the answer is not that of a WebSocket')
    clearTimeout(this.#handshakeLimit)
    this.#bytes = this.#bytes.subarray(found.length)
    this.#open = true
    this.#events.open()
    return true
  }

  #frame(opcode: number, final: boolean, payload: Buffer): void {
    if (opcode === OPCODE.ping) {
      this.#write(OPCODE.pong, payload)
      this.#events.ping()
    } else if (opcode === OPCODE.close) this.#farewell(payload)
    else if (opcode === OPCODE.text || (opcode === OPCODE.continuation && this.#text.length > 0)) this.#part(final, payload)
    else if (opcode !== OPCODE.pong) throw new Error(`a frame of kind ${opcode} is out of turn`)
  }

  #part(final: boolean, payload: Buffer): void {
    // A copy: what it is a part of goes on being filled.
    this.#text.push(final ? payload : Buffer.from(payload))
    if (this.#text.reduce((sum, { length }) => sum + length, 0) > MESSAGE_BYTES) throw new Error('too long a message')
    if (!final) return
    const text = UTF8.decode(this.#text.length === 1 ? payload : Buffer.concat(this.#text))
    this.#text = []
    this.#events.message(text)
  }

  #farewell(payload: Buffer): void {
    if (payload.length >= 2) {
      this.#code = payload.readUInt16BE(0)
      this.#reason = payload.toString('utf8', 2)
    }
    this.#write(OPCODE.close, payload.subarray(0, 2))
    this.#line?.end()
    // Its other half may stay open on the other side.
    setTimeout(() => this.#line?.destroy(), CLOSE_MS).unref()
  }

  #ended(error: Error | null): void {
    if (this.#over) return
    this.#over = true
    clearTimeout(this.#handshakeLimit)
    if (error) this.#events.error(error)
    this.#events.closed(this.#code, this.#reason)
  }
}
