import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import { openEngine, wholeOf } from '../../containers/open-engine.ts'
import { asActionError, refusalOf } from './engine-failure.ts'
import { type EngineEnvironment, type Found, findContainer, isProtected } from './find-container.ts'
import { type Inspection, parseInspectionInFull } from './inspection.ts'

const ANSWER_MS = 5000
const LARGEST = 4 * 1024 * 1024

export async function inspectContainer(
  environment: EngineEnvironment,
  which: ParamsOf<'container.inspect'>,
  signal: AbortSignal,
): Promise<ResultOf<'container.inspect'>> {
  const found = await findContainer(environment, which)
  const { id, name, image } = found.listed
  const inspection = await inspectionOf(environment, found, signal).catch((error: unknown) => {
    throw asActionError(error, found.engine)
  })
  return { engine: found.engine, id, name, image, ...inspection, protected: isProtected(id) }
}

/** What its engine tells of it, without secrets. Throws `EngineError`, or `ActionError` for one that is gone. */
export async function inspectionOf(
  { clock }: EngineEnvironment,
  { address, listed, engine }: Found,
  signal: AbortSignal,
): Promise<Inspection> {
  const request = { method: 'GET', path: `/containers/${listed.id}/json`, answerMs: ANSWER_MS, silenceMs: ANSWER_MS, signal } as const
  const answer = await openEngine(address, request, clock)
  if (answer.status !== 200) throw await refusalOf(answer, engine)
  return parseInspectionInFull(await wholeOf(answer.body, LARGEST))
}
