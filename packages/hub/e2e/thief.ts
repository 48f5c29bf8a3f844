import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import { type HubIdentity, hubIdentity } from '@hyperion/features/agents'
import { loadKey } from '@hyperion/features/secrets'
import type { ActionEvent, ActionFromAgent, Capabilities, Ended, Order } from '@hyperion/wire/actions'
import { signedText } from '@hyperion/wire/actions'
import { AGENT_FEATURES, type Hello, handshakeText, type Proof } from '@hyperion/wire/agent'
import { type WebSocket, WebSocketServer } from 'ws'

/** Whoever has the data directory of a hub, its keys with it: is that hub to the agents, and says to them whatever it likes. */
export class Thief {
  readonly #identity: HubIdentity
  readonly #server: WebSocketServer
  readonly #messages: ActionFromAgent[] = []
  #agent: { readonly socket: WebSocket; readonly key: string } | null = null
  #wake = (): void => {}

  private constructor(identity: HubIdentity, server: WebSocketServer) {
    this.#identity = identity
    this.#server = server
    server.on('connection', (socket) => void this.#greet(socket))
  }

  /** Listens where the hub did. */
  static async start(dataDir: string, port: number): Promise<Thief> {
    const identity = hubIdentity(await loadKey(join(dataDir, 'secret.key')))
    const server = new WebSocketServer({ port, host: '127.0.0.1' })
    await once(server, 'listening')
    return new Thief(identity, server)
  }

  /** What the agent lets itself be asked, once it is there. */
  async capabilities(): Promise<Capabilities> {
    const told = await this.#next((message) => message.type === 'capabilities')
    if (told.type !== 'capabilities') throw new Error('not told')
    return told.capabilities
  }

  /** Gives an order as the hub would, or otherwise; how it ended. */
  async order(parts: Partial<Order> & Readonly<Record<string, unknown>>): Promise<Ended> {
    const id = randomUUID()
    this.say({ type: 'ticket', ask: 1 })
    const ticket = await this.#next((message) => message.type === 'ticket')
    const by = { user: 'nobody in particular', address: '203.0.113.7' }
    const order = {
      agent: this.#agent?.key,
      ticket: 'ticket' in ticket ? ticket.ticket : '',
      id,
      by,
      reason: 'because',
      approvedBy: 'the boss',
      ...parts,
    }
    const text = JSON.stringify(order)
    this.say({ type: 'order', order: text, signature: this.#identity.sign(signedText('order', text)) })
    const end = (event: ActionEvent): event is Ended => event.kind === 'ended'
    const told = await this.#next((message) => message.type === 'event' && message.id === id && end(message.event))
    if (told.type !== 'event' || !end(told.event)) throw new Error('not told')
    return told.event
  }

  say(message: object): void {
    this.#agent?.socket.send(JSON.stringify(message))
  }

  close(): void {
    for (const client of this.#server.clients) client.terminate()
    this.#server.close()
  }

  async #greet(socket: WebSocket): Promise<void> {
    const [hello] = await once(socket, 'message')
    const { protocol, key, nonce } = JSON.parse(String(hello)) as Hello
    const hubNonce = randomBytes(32).toString('base64url')
    const signed = { protocol, hubKey: this.#identity.key, agentKey: key, hubNonce, agentNonce: nonce }
    const signature = this.#identity.sign(handshakeText('hub', signed))
    socket.send(JSON.stringify({ type: 'challenge', protocol, key: this.#identity.key, nonce: hubNonce, signature }))
    const [proof] = await once(socket, 'message')
    if ((JSON.parse(String(proof)) as Proof).type !== 'proof') throw new Error('the agent does not trust this hub')
    this.#agent = { socket, key }
    socket.on('message', (data, binary) => {
      const message = binary ? null : (JSON.parse(String(data)) as ActionFromAgent)
      if (message && ['capabilities', 'ticket', 'event'].includes(message.type)) this.#messages.push(message)
      this.#wake()
    })
    this.say({ type: 'welcome', host: 2, intervalMs: 1000, lacks: [], features: AGENT_FEATURES, strain: null })
  }

  async #next(wanted: (message: ActionFromAgent) => boolean): Promise<ActionFromAgent> {
    for (;;) {
      const at = this.#messages.findIndex(wanted)
      if (at >= 0) return this.#messages.splice(at, 1)[0] as ActionFromAgent
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
  }
}
