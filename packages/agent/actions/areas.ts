import { commandImplementations } from './commands/index.ts'
import type { Environment } from './environment.ts'
import type { Implementations } from './implementation.ts'
import { processImplementations } from './processes/index.ts'

/** Everything that a host can do. */
export function implementations(environment: Environment): Implementations {
  return { ...processImplementations(environment), ...commandImplementations() }
}
