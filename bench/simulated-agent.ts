import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { AGENT_FEATURES, type FromHub, handshakeText, packReports } from '@hyperion/wire/agent'

/** An agent as far as its connection goes: a valid handshake, then numbered reports and what was acknowledged of them. */
export class SimulatedAgent {
  readonly #socket: WebSocket
  readonly #nonce = randomBytes(32).toString('base64url')
  readonly #privateKey: KeyObject
  readonly #key: string
  readonly #token: string
  #next = 1
  #waiting: { readonly last: number; readonly acknowledged: () => void }[] = []
  #failed: (error: Error) => void = () => {}

  private constructor(hub: string, token: string) {
    const { privateKey } = generateKeyPairSync('ed25519')
    this.#privateKey = privateKey
    this.#key = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(12).toString('base64url')
    this.#token = token
    this.#socket = new WebSocket(`${hub.replace('http', 'ws')}/ws/agent/`)
    this.#socket.binaryType = 'arraybuffer'
  }

  /** Resolves once the hub has let it in. */
  static connect(hub: string, token: string): Promise<SimulatedAgent> {
    const agent = new SimulatedAgent(hub, token)
    return new Promise((resolve, reject) => {
      agent.#failed = reject
      agent.#socket.addEventListener('open', () => agent.#hello())
      agent.#socket.addEventListener('message', ({ data }) => agent.#on(JSON.parse(String(data)) as FromHub, () => resolve(agent)))
      agent.#socket.addEventListener('error', () => agent.#failed(new Error('a connection to the hub failed')))
      agent.#socket.addEventListener('close', ({ code, reason }) =>
        agent.#failed(new Error(`the hub ended a connection: ${code} ${reason}`)),
      )
    })
  }

  /** Resolves once the reports are durable. */
  report(frames: readonly Uint8Array[]): Promise<void> {
    const first = this.#next
    this.#next += frames.length
    return new Promise((resolve, reject) => {
      this.#failed = reject
      this.#waiting.push({ last: this.#next - 1, acknowledged: resolve })
      this.#socket.send(packReports(first, frames))
    })
  }

  close(): void {
    this.#failed = () => {}
    this.#socket.close()
  }

  #hello(): void {
    this.#send({
      type: 'hello',
      protocol: 1,
      version: '0.1.0',
      features: AGENT_FEATURES,
      key: this.#key,
      nonce: this.#nonce,
      process: randomBytes(8).toString('hex'),
      hostname: `bench-${this.#key.slice(0, 8)}`,
    })
  }

  #on(message: FromHub, welcome: () => void): void {
    if (message.type === 'challenge') {
      const { protocol, key, nonce } = message
      const parts = { protocol, hubKey: key, agentKey: this.#key, hubNonce: nonce, agentNonce: this.#nonce }
      const signature = sign(null, handshakeText('agent', parts), this.#privateKey).toString('base64url')
      this.#send({ type: 'proof', signature, token: this.#token })
    } else if (message.type === 'welcome') welcome()
    else if (message.type === 'time') this.#send({ type: 'time', asked: message.asked, now: Date.now() })
    else if (message.type === 'ack') {
      if (message.refused.length > 0) this.#failed(new Error(`refused: ${message.refused[0]?.reason}`))
      const done = this.#waiting.filter(({ last }) => last <= message.seq)
      this.#waiting = this.#waiting.filter(({ last }) => last > message.seq)
      for (const { acknowledged } of done) acknowledged()
    }
  }

  #send(message: object): void {
    this.#socket.send(JSON.stringify(message))
  }
}

/** So many agents of a hub, each let in by a token of its own. */
export async function connectAgents(hub: string, headers: Record<string, string>, count: number): Promise<SimulatedAgent[]> {
  const agents: SimulatedAgent[] = []
  for (let i = 0; i < count; i++) {
    const answer = await fetch(`${hub}/api/enrolment-tokens`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ label: `bench ${i}` }),
    })
    if (!answer.ok) throw new Error(`no enrolment token: ${answer.status} ${await answer.text()}`)
    agents.push(await SimulatedAgent.connect(hub, ((await answer.json()) as { token: string }).token))
  }
  return agents
}
