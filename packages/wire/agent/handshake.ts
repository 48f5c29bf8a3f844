export interface HandshakeParts {
  readonly protocol: number
  readonly hubKey: string
  readonly agentKey: string
  readonly hubNonce: string
  readonly agentNonce: string
}

const utf8 = new TextEncoder()

/**
 * What a side signs to prove who it is. Both keys and both nonces are in it: a signature made for one hub, one agent
 * or one connection is worth nothing to another, and one side's can never pass for the other's.
 */
export function handshakeText(side: 'hub' | 'agent', { protocol, hubKey, agentKey, hubNonce, agentNonce }: HandshakeParts): Uint8Array {
  return utf8.encode(['hyperion-agent', side, protocol, hubKey, agentKey, hubNonce, agentNonce].join('\n'))
}
