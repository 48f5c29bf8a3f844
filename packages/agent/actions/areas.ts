import { commandImplementations } from './commands/index.ts'
import { containerImplementations } from './containers/index.ts'
import type { Environment } from './environment.ts'
import { fileImplementations } from './files/index.ts'
import type { Implementations } from './implementation.ts'
import { networkImplementations } from './network/index.ts'
import { processImplementations } from './processes/index.ts'
import { unitImplementations } from './units/index.ts'

/** Everything that a host can do. */
export function implementations(environment: Environment): Implementations {
  return {
    ...processImplementations(environment),
    ...fileImplementations(environment),
    ...networkImplementations(environment),
    ...unitImplementations(environment),
    ...containerImplementations(environment),
    ...commandImplementations(environment),
  }
}
