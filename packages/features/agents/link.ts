import type { LinkEnd } from './absences.ts'

/** One connection of an agent as the transport offers it. */
export interface AgentLink {
  /** Of the client, for people. */
  readonly address: string
  send(message: string): void
  /** The other side answers, or the link ends. */
  ping(): void
  /** A reason longer than the transport carries is cut. */
  close(code: number, reason: string): void
  /** Ends a link that does not answer. */
  terminate(): void
}

/** What the transport tells of a link. */
export interface LinkEvents {
  text(message: string): void
  binary(message: Uint8Array): void
  pong(): void
  closed(ended: LinkEnd): void
}
