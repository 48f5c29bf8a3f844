import { ActionError } from '@hyperion/domain/actions'
import { every } from '@hyperion/ports/clock'
import type { ResultOf } from '@hyperion/wire/actions'
import { openEngine, wholeOf } from '../../containers/open-engine.ts'
import type { Run } from '../implementation.ts'
import { asActionError, refusalOf } from './engine-failure.ts'
import { type EngineEnvironment, type Found, type Identified, identify } from './find-container.ts'
import { inspectionOf } from './inspect-container.ts'

type Settled = ResultOf<'container.start'>
export type Verb = 'start' | 'stop' | 'restart' | 'pause' | 'unpause' | 'kill'

export interface Wish extends Identified {
  /** Seconds that it has to end by itself, of `stop` and `restart`. */
  readonly graceS?: number | undefined
  /** Without `SIG`, of `kill`. */
  readonly signal?: string | undefined
}

const UNDOING = { start: 'container.stop', stop: 'container.start', pause: 'container.unpause', unpause: 'container.pause' } as const
/** What an engine may take beyond the time that the container has. */
const SLACK_MS = 30_000
/** Where neither order nor container say how long it has. */
const USUAL_GRACE_S = 10
const LARGEST = 64 * 1024

/** Has the engine do it, and tells how the container is then. */
export async function changeContainer(
  environment: EngineEnvironment,
  verb: Verb,
  wish: Wish,
  run: Pick<Run, 'signal' | 'progress'>,
): Promise<Settled> {
  const found = await identify(environment, wish)
  const { engine } = found
  try {
    const graceS = await graceOf(environment, verb, wish, found, run.signal)
    const { already } = await ask(environment, found, pathOf(verb, wish, found), graceS, run)
    return await settledOf(environment, verb, wish, found, already, run.signal)
  } catch (error) {
    if (run.signal.aborted) throw givenUp(run.signal.reason, engine)
    throw asActionError(error, engine)
  }
}

function pathOf(verb: Verb, { graceS, signal }: Wish, { listed: { id } }: Found): string {
  const query = verb === 'kill' ? `?signal=SIG${signal}` : graceS === undefined ? '' : `?t=${graceS}`
  return `/containers/${id}/${verb}${query}`
}

/** How long it may take to end, in seconds; 0 where nothing has to end. */
async function graceOf(environment: EngineEnvironment, verb: Verb, { graceS }: Wish, found: Found, signal: AbortSignal): Promise<number> {
  if (verb !== 'stop' && verb !== 'restart') return 0
  if (graceS !== undefined) return graceS
  return (await inspectionOf(environment, found, signal)).graceS ?? USUAL_GRACE_S
}

async function ask(
  { clock }: EngineEnvironment,
  { engine, address }: Found,
  path: string,
  graceS: number,
  run: Pick<Run, 'signal' | 'progress'>,
): Promise<{ readonly already: boolean }> {
  const begun = clock.now()
  const tell = (): void => run.progress(Math.min(graceS, Math.round((clock.now() - begun) / 1000)), graceS > 0 ? graceS : null)
  tell()
  const stop = every(clock, 1000, tell)
  try {
    const wait = { answerMs: graceS * 1000 + SLACK_MS, silenceMs: SLACK_MS, signal: run.signal }
    const answer = await openEngine(address, { method: 'POST', path, ...wait }, clock)
    if (answer.status !== 304 && (answer.status < 200 || answer.status > 299)) throw await refusalOf(answer, engine)
    await wholeOf(answer.body, LARGEST)
    return { already: answer.status === 304 }
  } finally {
    stop()
  }
}

async function settledOf(
  environment: EngineEnvironment,
  verb: Verb,
  { engine, id, name, image }: Wish,
  found: Found,
  already: boolean,
  signal: AbortSignal,
): Promise<Settled> {
  const undoing = already ? undefined : UNDOING[verb as keyof typeof UNDOING]
  const undo = undoing ? { operation: undoing, params: { engine, id, name, image } } : null
  try {
    const { state, exitCode, outOfMemory, startedAt, endedAt } = await inspectionOf(environment, found, signal)
    return { already, state, exitCode, outOfMemory, startedAt, endedAt, undo }
  } catch (error) {
    // One that is removed when it ends is gone now.
    if (!(error instanceof ActionError) || error.failure !== 'missing') throw error
    return { already, state: 'removing', exitCode: null, outOfMemory: false, startedAt: null, endedAt: null, undo: null }
  }
}

/** An engine goes on with what it was asked, whether or not somebody waits. */
function givenUp(reason: unknown, engine: string): unknown {
  if (!(reason instanceof ActionError)) return reason
  return new ActionError(reason.failure, `${reason.message}; ${engine} may go on with it`)
}
