import type { Agent, AgentStore } from '@hyperion/ports/agents'
import {
  AGENT_CLOSE,
  AGENT_FEATURES,
  type Challenge,
  type HandshakeParts,
  type Hello,
  handshakeText,
  PROTOCOL,
  type Proof,
} from '@hyperion/wire/agent'
import type { Enrolments } from './enrolments.ts'
import { type HubIdentity, isSignedBy, newNonce } from './identity.ts'

/** Ends a connection with a code of the protocol and a reason for people. */
export class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: number

  constructor(code: keyof typeof AGENT_CLOSE, reason: string) {
    super(reason)
    this.code = AGENT_CLOSE[code]
  }
}

export interface HandshakeDeps {
  readonly store: Pick<AgentStore, 'byKey' | 'byHost' | 'isRevoked'>
  readonly enrolments: Pick<Enrolments, 'enrol'>
  readonly identity: HubIdentity
}

/** The hub's half of the handshake on one connection: both sides sign both nonces. */
export class Handshake {
  readonly #deps: HandshakeDeps
  readonly #hello: Hello
  readonly #parts: HandshakeParts

  constructor(deps: HandshakeDeps, hello: Hello) {
    if (hello.protocol < PROTOCOL.oldest) throw new Refused('tooOld', `protocol ${hello.protocol} is too old: update the agent`)
    const protocol = Math.min(hello.protocol, PROTOCOL.current)
    this.#deps = deps
    this.#hello = hello
    this.#parts = { protocol, hubKey: deps.identity.key, agentKey: hello.key, hubNonce: newNonce(), agentNonce: hello.nonce }
  }

  /** Features of this hub that the agent does not know. */
  get lacks(): readonly string[] {
    return AGENT_FEATURES.filter((feature) => !this.#hello.features.includes(feature))
  }

  challenge(): Challenge {
    const { protocol, hubKey, hubNonce } = this.#parts
    const signature = this.#deps.identity.sign(handshakeText('hub', this.#parts))
    return { type: 'challenge', protocol, key: hubKey, nonce: hubNonce, signature }
  }

  /** The agent that proved who it is, let in just now if it brought a token. Throws {@link Refused}. */
  async accept({ signature, token }: Proof): Promise<Agent> {
    const { store, enrolments } = this.#deps
    const { key, hostname } = this.#hello
    if (!isSignedBy(key, handshakeText('agent', this.#parts), signature))
      throw new Refused('notProved', 'the signature is not that of the key')
    if (await store.isRevoked(key)) throw new Refused('revoked', 'this host was deleted from the hub: remove the agent, or enrol it anew')
    const known = await store.byKey(key)
    if (known) return known
    if (token === null) throw new Refused('enrolmentRefused', 'this hub does not know the agent: enrol it with a token')
    const host = await enrolments.enrol(token, key, hostname)
    const enrolled = host && (await store.byHost(host.id))
    if (!enrolled) throw new Refused('enrolmentRefused', 'the enrolment token is unknown, used or expired: make a new one')
    return enrolled
  }
}
