import { systemClock } from '@hyperion/ports/clock'
import { findOperation, type OperationId, type ParamsOf, type ResultOf, type RowOf } from '@hyperion/wire/actions'
import { resolvePaths } from '../../linux/paths.ts'
import type { Environment } from '../environment.ts'
import type { Implementation, Run } from '../implementation.ts'
import { containerImplementations } from './index.ts'

type ContainerOperation = Extract<OperationId, `container.${string}`>

/** Something under way, with all that it told so far; what it tells is checked as the hub checks it. */
export interface TestRun<O extends OperationId> {
  readonly rows: RowOf<O>[]
  readonly progress: number[]
  readonly over: Promise<ResultOf<O>>
  cancel(why: Error): void
}

/** Asks an agent's implementations for something, where `dockerHost` says that an engine listens. */
export function begin<O extends ContainerOperation>(
  dockerHost: string,
  operation: O,
  params: ParamsOf<O>,
  run = '/nonexistent',
): TestRun<O> {
  const environment: Pick<Environment, 'paths' | 'dockerHost' | 'clock'> = {
    paths: { ...resolvePaths(), run },
    dockerHost,
    clock: systemClock,
  }
  const row = findOperation(operation)
  const abort = new AbortController()
  const rows: RowOf<O>[] = []
  const progress: number[] = []
  const context = {
    signal: abort.signal,
    rows: async (more: readonly RowOf<O>[]) => {
      abort.signal.throwIfAborted()
      for (const each of more) rows.push(row?.row?.(each, 'row') as RowOf<O>)
    },
    progress: (done: number) => void progress.push(done),
  }
  const implementation = containerImplementations(environment as Environment)[operation] as unknown as Implementation<O>
  const work = implementation(row?.params(params, 'params') as ParamsOf<O>, context as unknown as Run<O>)
  const over = work.then((result) => row?.result(result, 'result') as ResultOf<O>)
  over.catch(() => {})
  return { rows, progress, over, cancel: (why) => abort.abort(why) }
}
