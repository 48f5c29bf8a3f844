import type { Environment } from '../environment.ts'
import { Ground } from './ground.ts'
import type { Files } from './read.ts'
import { Scratch } from './scratch.ts'
import { Trash } from './trash.ts'

/** What changes of files need besides. */
export interface Workshop extends Files {
  readonly scratch: Scratch
  readonly trash: Trash
}

export function openWorkshop(environment: Environment): Workshop {
  const ground = new Ground(environment)
  const now = (): number => environment.clock.now()
  const { dataDir } = environment
  return { environment, ground, scratch: new Scratch(dataDir, ground, environment.clock), trash: new Trash(dataDir, ground, now) }
}
