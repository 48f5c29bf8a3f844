/** Why something that was asked of a host was not done, or not all of it. */
export const ACTION_FAILURES = [
  /** Above the tier of the host. */
  'tier',
  /** The host, or its agent's version, cannot do this. */
  'unsupported',
  /** The order is forged, altered, for another host, too late, or was carried out before. */
  'order',
  /** A parameter is wrong. */
  'invalid',
  /** What it was to be done to is not there (any more). */
  'missing',
  /** It is another one than was confirmed: a process that reuses a number, a file that was changed meanwhile. */
  'changed',
  /** There is something of this name already. */
  'exists',
  /** It may not be done to this one: PID 1, a kernel thread, the agent itself. */
  'protected',
  /** The account that carries it out may not. */
  'permission',
  /** Outside of the folders that the host opens. */
  'outside',
  /** Too large or too many. */
  'too_large',
  /** No space, or too much is under way. */
  'busy',
  /** It took too long and was given up. */
  'timeout',
  'cancelled',
  /** It was begun and did not end well. */
  'failed',
  /** The host is not connected, or went away meanwhile. */
  'away',
] as const

export type ActionFailure = (typeof ACTION_FAILURES)[number]

/** Something asked of a host came to nothing; the message is fit for people and holds no line breaks. */
export class ActionError extends Error {
  override readonly name = 'ActionError'
  readonly failure: ActionFailure

  constructor(failure: ActionFailure, message: string) {
    super(message)
    this.failure = failure
  }
}
