import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { once } from 'node:events'
import type { HostInventory } from '@hyperion/domain/hosts'
import {
  AGENT_FEATURES,
  type Challenge,
  type FromAgent,
  type FromHub,
  type HandshakeParts,
  type Hello,
  handshakeText,
  packLive,
  packReports,
  parseFromHub,
} from '@hyperion/wire/agent'
import { WebSocket } from 'ws'

/** An Ed25519 key pair as an agent makes it. */
export interface AgentKeys {
  readonly key: string
  readonly privateKey: KeyObject
}

export function newAgentKeys(): AgentKeys {
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(12).toString('base64url')
  return { key, privateKey }
}

export interface FakeAgentOptions {
  /** Address of the hub, `ws://…`. */
  readonly hub: string
  readonly keys?: AgentKeys
  readonly token?: string | null
  /** What it says of itself beside its key. */
  readonly hello?: Partial<Hello>
}

/** An agent that does what a test says: honest unless told otherwise. */
export class FakeAgent {
  readonly keys: AgentKeys
  readonly socket: WebSocket
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  readonly received: FromHub[] = []
  readonly #options: FakeAgentOptions
  readonly #nonce = randomBytes(32).toString('base64url')
  readonly #waiting: (() => void)[] = []

  constructor(options: FakeAgentOptions) {
    this.#options = options
    this.keys = options.keys ?? newAgentKeys()
    this.socket = new WebSocket(`${options.hub}/ws/agent/`)
    this.socket.on('error', () => {})
    this.socket.on('message', (data) => {
      this.received.push(parseFromHub(String(data)))
      for (const wake of this.#waiting.splice(0)) wake()
    })
    this.closed = once(this.socket, 'close').then(([code, reason]) => ({ code: code as number, reason: String(reason) }))
  }

  /** Opens the connection and goes through the handshake. */
  static async connect(options: FakeAgentOptions): Promise<FakeAgent> {
    const agent = new FakeAgent(options)
    const challenge = await agent.hello()
    agent.prove(challenge)
    await agent.next('welcome')
    return agent
  }

  async hello(): Promise<Challenge> {
    await once(this.socket, 'open')
    this.send({
      type: 'hello',
      protocol: 1,
      version: '0.1.0',
      features: AGENT_FEATURES,
      key: this.keys.key,
      nonce: this.#nonce,
      process: randomBytes(8).toString('hex'),
      hostname: 'web-01',
      ...this.#options.hello,
    })
    return this.next('challenge')
  }

  /** The proof that belongs to a challenge; parts may be told otherwise. */
  signature({ protocol, key, nonce }: Challenge, parts: Partial<HandshakeParts> = {}): string {
    const signed = { protocol, hubKey: key, agentKey: this.keys.key, hubNonce: nonce, agentNonce: this.#nonce, ...parts }
    return sign(null, handshakeText('agent', signed), this.keys.privateKey).toString('base64url')
  }

  prove(challenge: Challenge): void {
    this.send({ type: 'proof', signature: this.signature(challenge), token: this.#options.token ?? null })
  }

  send(message: FromAgent): void {
    this.socket.send(JSON.stringify(message))
  }

  reports(first: number, frames: readonly Uint8Array[]): void {
    this.socket.send(packReports(first, frames))
  }

  live(frame: Uint8Array): void {
    this.socket.send(packLive(frame))
  }

  inventory(inventory: HostInventory): void {
    this.send({ type: 'inventory', inventory })
  }

  /** Takes the first message of this type that was not taken before. */
  async next<T extends FromHub['type']>(type: T): Promise<Extract<FromHub, { type: T }>> {
    for (;;) {
      const at = this.received.findIndex((message) => message.type === type)
      if (at >= 0) return this.received.splice(at, 1)[0] as Extract<FromHub, { type: T }>
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }
}
