import type { OperationId, RowOf } from '@hyperion/wire/actions'
import type { Run } from '../implementation.ts'

interface Collected<O extends OperationId, R> {
  readonly rows: readonly RowOf<O>[]
  readonly result: R | null
  readonly failure: string | null
}

/** Carries something out and gathers what it tells. */
export async function collectingRun<O extends OperationId, R>(
  work: (run: Run<O>) => Promise<R>,
  signal: AbortSignal = new AbortController().signal,
): Promise<Collected<O, R>> {
  const rows: RowOf<O>[] = []
  const run: Run<O> = {
    id: '',
    by: '',
    signal,
    rows: async (some) => void rows.push(...some),
    text: async () => {},
    bytes: async () => {},
    progress: () => {},
    input: (async function* () {})(),
    putsBack: () => {},
    onResize: () => {},
  }
  try {
    return { rows, result: await work(run), failure: null }
  } catch (error) {
    return { rows, result: null, failure: String(error) }
  }
}
