import { ActionError } from '@hyperion/domain/actions'
import type { ParamsOf, ResultOf, RowOf } from '@hyperion/wire/actions'
import { EngineError } from '../../containers/ask-engine.ts'
import { fieldsOf, parseStats } from '../../containers/engine-answers.ts'
import { openEngine } from '../../containers/open-engine.ts'
import type { Run } from '../implementation.ts'
import { asActionError, refusalOf } from './engine-failure.ts'
import { type EngineEnvironment, findContainer } from './find-container.ts'

const ANSWER_MS = 10_000
const SILENCE_MS = 15_000
const LARGEST_LINE = 1024 * 1024

type Row = RowOf<'container.stats'>

/** What it uses, about once a second, until it stops or nobody looks any more. */
export async function followStats(
  environment: EngineEnvironment,
  which: ParamsOf<'container.stats'>,
  run: Run<'container.stats'>,
): Promise<ResultOf<'container.stats'>> {
  const { address, engine, listed } = await findContainer(environment, which)
  if (listed.state !== 'running' && listed.state !== 'paused') return { ended: 'stopped' }
  const path = `/containers/${listed.id}/stats?stream=true`
  const times = { answerMs: ANSWER_MS, silenceMs: SILENCE_MS, signal: run.signal }
  try {
    const answer = await openEngine(address, { method: 'GET', path, ...times }, environment.clock)
    if (answer.status !== 200) throw explained(await refusalOf(answer, engine), engine)
    let before: { readonly at: number; readonly cpuNs: number } | null = null
    for await (const each of linesOf(answer.body)) {
      const told = statsOf(each, before)
      if (told === null) break
      before = told.next
      await run.rows([told.row])
    }
  } catch (error) {
    if (error instanceof ActionError && error.failure === 'missing') return { ended: 'gone' }
    throw asActionError(error, engine)
  }
  return { ended: await howItEnded(environment, which) }
}

/** The Podman of a user answers 500 and not a word where the kernel's cgroups are of version 1. */
function explained(refusal: ActionError, engine: string): ActionError {
  if (refusal.message !== `${engine} answers 500` || !engine.startsWith('podman:')) return refusal
  return new ActionError('unsupported', `${engine} has no figures of it: the Podman of a user has them with cgroups of version 2 only`)
}

async function howItEnded(environment: EngineEnvironment, which: ParamsOf<'container.stats'>): Promise<'stopped' | 'gone'> {
  try {
    await findContainer(environment, which)
    return 'stopped'
  } catch (error) {
    if (error instanceof ActionError && error.failure === 'missing') return 'gone'
    throw error
  }
}

/** Null of a container that runs no more: Docker goes on about it with nothing. */
function statsOf(told: unknown, before: { readonly at: number; readonly cpuNs: number } | null) {
  const body = fieldsOf(told)
  const read = typeof body.read === 'string' ? Date.parse(body.read) : Number.NaN
  const raw = parseStats(body)
  if (!(read > 0) || raw.cpuNs === null || (raw.cpuNs === 0 && raw.pids === null)) return null
  const cpuPercent = before && read > before.at ? Math.max(0, ((raw.cpuNs - before.cpuNs) / ((read - before.at) * 1e6)) * 100) : null
  const row: Row = {
    at: read,
    cpuPercent,
    memoryBytes: raw.memoryUsed,
    memoryLimitBytes: raw.memoryLimit,
    rxBytes: raw.rxBytes,
    txBytes: raw.txBytes,
    readBytes: raw.readBytes,
    writeBytes: raw.writeBytes,
    processes: raw.pids,
  }
  return { row, next: { at: read, cpuNs: raw.cpuNs } }
}

async function* linesOf(body: AsyncIterable<Buffer>): AsyncGenerator<unknown> {
  let rest = Buffer.alloc(0)
  for await (const chunk of body) {
    rest = Buffer.concat([rest, chunk])
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const line = rest.toString('utf8', 0, end).trim()
      rest = rest.subarray(end + 1)
      if (line !== '') yield checkedLine(line)
    }
    if (rest.length > LARGEST_LINE) throw new EngineError('unreadable', 'answers more than can be read')
  }
}

function checkedLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    throw new EngineError('unreadable', 'answers what is no JSON')
  }
}
