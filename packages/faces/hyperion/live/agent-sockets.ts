import type { Socket } from 'node:net'
import type { AgentLink, Agents, LinkEnd, LinkEvents } from '@hyperion/features/agents'
import type { Clock } from '@hyperion/ports/clock'
import type { WebSocket } from 'ws'

/** How long a closing handshake may take. */
const CLOSE_MS = 1_000
/** How the kernel gives up on a machine that does not answer. */
const SILENT: ReadonlySet<string | undefined> = new Set(['ETIMEDOUT', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH'])
/** Bytes that a WebSocket's close frame has for its reason. */
const REASON_BYTES = 123

/** The sockets of agents: hands what happens on each to the feature, and ends those that do not answer. */
export class AgentSockets {
  readonly #agents: Pick<Agents, 'connect' | 'stop'>
  readonly #clock: Clock
  readonly #open = new Set<WebSocket>()

  constructor(agents: Pick<Agents, 'connect' | 'stop'>, clock: Clock) {
    this.#agents = agents
    this.#clock = clock
  }

  /** `connection` is what the socket runs over. */
  add(socket: WebSocket, address: string, connection: Socket): void {
    this.#open.add(socket)
    let ended: LinkEnd = 'closed'
    connection.once('error', ({ code }: NodeJS.ErrnoException) => {
      if (SILENT.has(code)) ended = 'silent'
    })
    const events = this.#agents.connect(this.#linkOver(socket, address))
    socket.on('message', (data: Buffer, isBinary) => deliver(events, data, isBinary))
    socket.on('pong', () => events.pong())
    socket.on('close', () => {
      this.#open.delete(socket)
      events.closed(ended)
    })
    socket.on('error', () => socket.terminate())
  }

  /** Says goodbye to every agent; settles when all sockets are closed. */
  async close(): Promise<void> {
    const closed = [...this.#open].map((socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())))
    await this.#agents.stop()
    await Promise.all(closed)
  }

  #linkOver(socket: WebSocket, address: string): AgentLink {
    return {
      address,
      send: (message) => socket.send(message),
      ping: () => {
        if (socket.readyState === socket.OPEN) socket.ping()
      },
      terminate: () => socket.terminate(),
      close: (code, reason) => {
        socket.close(code, cut(reason))
        const cancel = this.#clock.after(CLOSE_MS, () => socket.terminate())
        socket.once('close', cancel)
      },
    }
  }
}

function deliver(events: LinkEvents, data: Buffer, isBinary: boolean): void {
  if (isBinary) events.binary(data)
  else events.text(data.toString('utf8'))
}

function cut(reason: string): string {
  const bytes = Buffer.from(reason)
  return bytes.length <= REASON_BYTES
    ? reason
    : `${bytes
        .subarray(0, REASON_BYTES - 3)
        .toString('utf8')
        .replace(/\uFFFD+$/, '')}…`
}
