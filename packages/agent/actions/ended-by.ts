import type { ActionFailure } from '@hyperion/domain/actions'
import type { ActionEvent, Ended } from '@hyperion/wire/actions'

/** How an order ended that was not done. */
export function endedBy(state: 'failed' | 'cancelled' | 'refused', failure: ActionFailure, message: string): ActionEvent & Ended {
  return { kind: 'ended', state, result: null, error: { failure, message: message.replaceAll('\n', ' ').slice(0, 1000) } }
}
