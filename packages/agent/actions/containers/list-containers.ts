import type { ResultOf } from '@hyperion/wire/actions'
import { EngineError } from '../../containers/ask-engine.ts'
import type { Run } from '../implementation.ts'
import { type EngineEnvironment, listOf } from './find-container.ts'
import { ownContainer } from './own-container.ts'

const SHOWN = 500

/** What every engine of this host has at this moment, under the names that the engines themselves know. */
export async function listContainers(environment: EngineEnvironment, run: Run<'container.list'>): Promise<ResultOf<'container.list'>> {
  const { clock } = environment
  const { sockets, troubles } = await environment.sockets()
  const own = ownContainer()
  const engines: string[] = []
  const problems = [...troubles]
  for (const socket of sockets) {
    try {
      const { label, listed } = await listOf(socket, clock)
      engines.push(label)
      await run.rows(listed.map((each) => ({ ...each, engine: label, protected: each.id === own })))
    } catch (error) {
      if (!(error instanceof EngineError)) throw error
      problems.push(`${socket.label ?? 'docker'} (${socket.where}) ${error.message}`)
    }
  }
  return { at: clock.now(), engines: engines.slice(0, 64), troubles: problems.slice(0, 64).map((each) => each.slice(0, SHOWN)) }
}
