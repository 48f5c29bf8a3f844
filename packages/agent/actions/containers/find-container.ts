import { ActionError } from '@hyperion/domain/actions'
import type { Clock } from '@hyperion/ports/clock'
import { askEngine, type EngineAddress, EngineError } from '../../containers/ask-engine.ts'
import { type Listed, labelOf, parseList } from '../../containers/engine-answers.ts'
import type { EngineSocket, FoundSockets } from '../../containers/engine-sockets.ts'
import { instanceName } from '../../linux/text.ts'
import { asActionError } from './engine-failure.ts'
import { ownContainer } from './own-container.ts'

/** Where engines are found, at each look anew. */
export interface EngineEnvironment {
  readonly clock: Clock
  sockets(): FoundSockets | Promise<FoundSockets>
}

/** A container and where its engine is asked. */
export interface Found {
  readonly engine: string
  readonly address: EngineAddress
  readonly listed: Listed
}

/** Which one is meant, as whoever asks for it saw it. */
export interface Identified {
  readonly engine: string
  readonly id: string
  readonly name: string
  readonly image: string
}

/** One engine's containers. Throws `EngineError`. */
export async function listOf(socket: EngineSocket, clock: Clock): Promise<{ label: string; listed: readonly Listed[] }> {
  const { server, body } = await askEngine(socket.address, '/containers/json?all=1', clock)
  const listed = parseList(body)
  if (!listed) throw new EngineError('unreadable', 'answers what is no list of containers')
  return { label: socket.label ?? labelOf(server), listed }
}

/** Looks at the engines of this label now. Throws `ActionError`: `missing`, or why an engine cannot be asked. */
export async function findContainer(environment: EngineEnvironment, { engine, id }: Pick<Identified, 'engine' | 'id'>): Promise<Found> {
  const { sockets } = await environment.sockets()
  let trouble: unknown = null
  for (const socket of sockets.filter(({ label }) => label === null || label === engine)) {
    try {
      const { label, listed } = await listOf(socket, environment.clock)
      const found = label === engine ? listed.find((each) => each.id === id) : undefined
      if (found) return { engine, address: socket.address, listed: found }
    } catch (error) {
      trouble ??= asActionError(error, engine)
    }
  }
  throw trouble ?? new ActionError('missing', `${engine} has no container ${id.slice(0, 12)} any more`)
}

/** The container that was confirmed, if it still is that one and may be touched. */
export async function identify(environment: EngineEnvironment, which: Identified): Promise<Found> {
  const found = await findContainer(environment, which).catch(async (error: unknown) => {
    if (error instanceof ActionError && error.failure === 'missing' && (await isMadeAnew(environment, which)))
      throw new ActionError('changed', `${which.name} was made anew since: it is another container now`)
    throw error
  })
  const { listed } = found
  if (!hasName(listed, which) || listed.image !== which.image)
    throw new ActionError('changed', `container ${which.id.slice(0, 12)} is ${listed.name} of ${listed.image} now`)
  if (isProtected(listed.id)) throw new ActionError('protected', `the agent itself runs in ${which.name}: it may not be touched`)
  return found
}

export function isProtected(id: string): boolean {
  return id === ownContainer()
}

/** Where two engines have a name, the hub knows the later one's container by its engine too. */
function hasName(listed: Listed, { name, engine }: Identified): boolean {
  return name === listed.name || name === instanceName(listed.name) || name === instanceName(`${listed.name} (${engine})`)
}

async function isMadeAnew(environment: EngineEnvironment, which: Identified): Promise<boolean> {
  const { sockets } = await environment.sockets()
  const lists = await Promise.allSettled(sockets.map((socket) => listOf(socket, environment.clock)))
  return lists.some(
    (each) =>
      each.status === 'fulfilled' && each.value.label === which.engine && each.value.listed.some((listed) => hasName(listed, which)),
  )
}
