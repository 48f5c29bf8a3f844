/** What is away when the reports of a host stop: the machine itself, or only what watches it there. */
export const DOWN_CAUSES = ['host', 'agent', 'unknown'] as const
export type DownCause = (typeof DOWN_CAUSES)[number]

export interface HostDown {
  readonly what: DownCause
  /** Epoch ms of the last sign of life. */
  readonly since: number
}

const WORDS: Readonly<Record<DownCause, string | null>> = {
  host: 'the host does not answer either',
  agent: 'the host is up, its agent is not',
  unknown: null,
}

/** `no report for 5 min` with what is known of the reason. */
export function withDownCause(message: string, down: HostDown | null): string {
  const words = down && WORDS[down.what]
  return words ? `${message}: ${words}` : message
}
