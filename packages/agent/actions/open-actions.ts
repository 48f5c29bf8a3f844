import type { ActionFromAgent } from '@hyperion/wire/actions'
import type { ActionDoorOptions } from './action-door-options.ts'
import type { ActionLog } from './action-log.ts'
import { ActionServer } from './action-server.ts'
import { implementations } from './areas.ts'

/** In a file of its own beside the agent: all that carries orders out. */
export function openActions(options: ActionDoorOptions, record: ActionLog, send: (message: ActionFromAgent) => void): ActionServer {
  return new ActionServer({ ...options, implementations: implementations(options), record, send })
}
