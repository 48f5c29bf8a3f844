import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf, ResultOf } from '@hyperion/wire/actions'
import { EngineError } from '../../containers/ask-engine.ts'
import { openEngine } from '../../containers/open-engine.ts'
import type { Run } from '../implementation.ts'
import { asActionError, refusalOf } from './engine-failure.ts'
import { type EngineEnvironment, type Found, findContainer } from './find-container.ts'
import { inspectionOf } from './inspect-container.ts'
import type { Inspection } from './inspection.ts'
import { framesOf } from './log-frames.ts'
import { LogRows } from './log-rows.ts'

type Params = ParamsOf<'container.logs'>
type Notice = 'stopped' | 'started' | 'engine_away' | 'engine_back'

const ANSWER_MS = 10_000
const SILENCE_MS = 30_000
/** How often one that stopped, or an engine that is away, is looked after. */
const LOOK_MS = 1000

/** What it printed, and with `follow` what it prints, told as rows. */
export async function readLogs(
  environment: EngineEnvironment,
  params: Params,
  run: Run<'container.logs'>,
): Promise<ResultOf<'container.logs'>> {
  const found = await findContainer(environment, params)
  const log = new ContainerLog(environment, found, params, run)
  try {
    return await log.read()
  } catch (error) {
    throw asActionError(error, found.engine)
  }
}

class ContainerLog {
  readonly #environment: EngineEnvironment
  readonly #found: Found
  readonly #params: Params
  readonly #run: Run<'container.logs'>
  readonly #rows: LogRows
  #terminal = false
  #startedAt: number | null = null
  #away = false

  constructor(environment: EngineEnvironment, found: Found, params: Params, run: Run<'container.logs'>) {
    this.#environment = environment
    this.#found = found
    this.#params = params
    this.#run = run
    this.#rows = new LogRows(params.since)
  }

  async read(): Promise<ResultOf<'container.logs'>> {
    const first = await this.#inspect()
    this.#terminal = first.terminal
    this.#startedAt = first.startedAt
    for (let again = false; ; again = true) {
      try {
        await this.#once(again)
      } catch (error) {
        if (isMissing(error)) return { ended: 'gone' }
        if (!this.#params.follow || !isAway(error)) throw error
        await this.#tellAway()
      }
      if (!this.#params.follow) return { ended: 'read' }
      await this.#pause()
      if (!(await this.#runsAgain())) return { ended: 'gone' }
    }
  }

  /** All that the engine has to tell now; with `follow` until the container stops, or the engine. */
  async #once(again: boolean): Promise<void> {
    const { clock } = this.#environment
    const { follow } = this.#params
    if (again) this.#rows.resume()
    // Podman begins its answer with the first line that there is to tell.
    const times = { answerMs: follow ? null : ANSWER_MS, silenceMs: follow ? null : SILENCE_MS, signal: this.#run.signal }
    const answer = await openEngine(this.#found.address, { method: 'GET', path: this.#path(again), ...times }, clock)
    if (answer.status !== 200) throw await refusalOf(answer, this.#found.engine)
    if (this.#away) await this.#notice('engine_back')
    this.#away = false
    for await (const printed of framesOf(answer.body, this.#terminal)) await this.#run.rows(this.#rows.add(printed))
  }

  #path(again: boolean): string {
    const { tail, since, until, streams, follow } = this.#params
    const from = this.#rows.since ?? since
    const query = new URLSearchParams({
      timestamps: '1',
      follow: follow ? '1' : '0',
      stdout: streams === 'stderr' ? '0' : '1',
      stderr: streams === 'stdout' ? '0' : '1',
      tail: tail === null || (again && this.#rows.since !== null) ? 'all' : String(tail),
      ...(from !== null && { since: secondsOf(from) }),
      ...(until !== null && { until: secondsOf(until) }),
    })
    return `/containers/${this.#found.listed.id}/logs?${query}`
  }

  /** Waits until there is something to follow again; false when there never will be. */
  async #runsAgain(): Promise<boolean> {
    let stopped = false
    for (; ; await this.#pause()) {
      try {
        const { state, startedAt } = await this.#inspect()
        if (state === 'running' || state === 'paused') {
          if (stopped || startedAt !== this.#startedAt) await this.#notice('started')
          this.#startedAt = startedAt
          return true
        }
        if (!stopped) await this.#notice('stopped')
        stopped = true
      } catch (error) {
        if (isMissing(error)) return false
        if (!isAway(error)) throw error
        await this.#tellAway()
      }
    }
  }

  #inspect(): Promise<Inspection> {
    return inspectionOf(this.#environment, this.#found, this.#run.signal)
  }

  async #tellAway(): Promise<void> {
    if (!this.#away) await this.#notice('engine_away')
    this.#away = true
  }

  #notice(text: Notice): Promise<void> {
    return this.#run.rows([{ at: this.#environment.clock.now(), stream: 'notice', text, partial: false }])
  }

  async #pause(): Promise<void> {
    const { signal } = this.#run
    signal.throwIfAborted()
    await new Promise<void>((resolve) => {
      const over = (): void => {
        cancel()
        signal.removeEventListener('abort', over)
        resolve()
      }
      const cancel = this.#environment.clock.after(LOOK_MS, over)
      signal.addEventListener('abort', over)
    })
    signal.throwIfAborted()
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof ActionError && error.failure === 'missing'
}

/** One that answers nonsense is not waited for. */
function isAway(error: unknown): boolean {
  return error instanceof EngineError && (error.fault === 'silent' || error.fault === 'absent')
}

function secondsOf(ms: number): string {
  return (Math.floor(ms) / 1000).toFixed(3)
}
