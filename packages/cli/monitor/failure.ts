/** How `hyperion monitor` ends. */
export const EXIT = { fine: 0, hub: 1, misuse: 2, discord: 3 } as const

/** Ends the run with this exit code; the message is fit for the log and holds no secret. */
export class MonitorFailure extends Error {
  override readonly name = 'MonitorFailure'
  readonly exitCode: number

  constructor(exitCode: number, message: string) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Why a request did not come to an answer: what lies under fetch's own `fetch failed`. */
export function requestTrouble(error: unknown, timeoutMs: number): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return `no answer within ${timeoutMs / 1000} s`
  const cause = error.cause instanceof Error ? error.cause : error
  return (cause as NodeJS.ErrnoException).code ?? cause.message
}
