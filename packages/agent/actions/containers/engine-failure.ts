import { ActionError } from '@hyperion/domain/actions'
import { EngineError } from '../../containers/ask-engine.ts'
import { type OpenAnswer, wholeOf } from '../../containers/open-engine.ts'

const LARGEST = 64 * 1024
const SHOWN = 500

/** Why an engine did not do it, as an action's failure; anything else stays as it is. */
export function asActionError(error: unknown, engine: string): unknown {
  if (!(error instanceof EngineError)) return error
  return new ActionError(error.fault === 'refused' ? 'permission' : 'failed', `${engine} ${error.message}`)
}

/** What an engine says in an answer that is no success. */
export async function refusalOf({ status, body }: OpenAnswer, engine: string): Promise<ActionError> {
  const said = messageIn(await wholeOf(body, LARGEST))
  if (status === 404) return new ActionError('missing', said || `${engine} has no such container`)
  return new ActionError('failed', `${engine} answers ${status}${said && `: ${said}`}`)
}

function messageIn(text: string): string {
  try {
    const { message, cause } = JSON.parse(text) as { message?: unknown; cause?: unknown }
    const said = typeof message === 'string' ? message : typeof cause === 'string' ? cause : ''
    return said
      .replaceAll(/\p{C}+/gu, ' ')
      .slice(0, SHOWN)
      .toWellFormed()
  } catch {
    return ''
  }
}
