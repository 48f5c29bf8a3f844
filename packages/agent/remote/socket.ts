import type { Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { WebSocket } from 'ws'

/** How the hub is reached, and what makes it trusted on the way. */
export interface HubAddress {
  readonly url: URL
  /** SHA-256 of the hub's certificate, hexadecimal: that certificate and no other, whoever issued it. */
  readonly pin: string | null
  /** Certificates of authorities to trust instead of the system's. */
  readonly ca: string | null
}

const MESSAGE_BYTES = 64 * 1024
const HANDSHAKE_MS = 10_000

/** Opens a WebSocket to `/ws/agent/` of the hub; its certificate is verified, or compared with the pin. */
export function openSocket({ url, pin, ca }: HubAddress): WebSocket {
  const secure = url.protocol === 'https:'
  const target = new URL(`${url.pathname.replace(/\/+$/, '')}/ws/agent/`, url)
  target.protocol = secure ? 'wss:' : 'ws:'
  return new WebSocket(target, {
    perMessageDeflate: false,
    maxPayload: MESSAGE_BYTES,
    handshakeTimeout: HANDSHAKE_MS,
    followRedirects: false,
    ...(secure && ca !== null && { ca }),
    ...(secure && pin !== null && { createConnection: (options: unknown) => pinnedConnection(options as PinnedOptions, pin) }),
  })
}

interface PinnedOptions {
  readonly host: string
  readonly port: number
}

/** A connection that nothing is sent on before the certificate was found to be the one pinned. */
function pinnedConnection({ host, port }: PinnedOptions, pin: string): Socket {
  const name = host.replace(/^\[|\]$/g, '')
  const options = { host: name, port, rejectUnauthorized: false, ...(/^[\d.]+$|:/.test(name) ? {} : { servername: name }) }
  const socket = connectTls(options, () => {
    const found = socket.getPeerCertificate().fingerprint256?.replaceAll(':', '').toLowerCase()
    if (found === pin) socket.uncork()
    else socket.destroy(new Error(`the hub's certificate is sha256:${found}, not the pinned sha256:${pin}`))
  })
  socket.cork()
  return socket
}
