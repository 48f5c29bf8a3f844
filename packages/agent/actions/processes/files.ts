import { type ParamsOf, PROCESS_LIMITS, type ResultOf } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import type { Run } from '../implementation.ts'
import { descriptorNumbers, descriptorsOf, kindOf } from './descriptors.ts'
import { hidden, inspect } from './inspect.ts'
import { shown } from './shown.ts'

const DELETED = ' (deleted)'

/** The first files that a process has open. */
export function listFiles(
  environment: Environment,
  which: ParamsOf<'process.files'>,
  run: Run<'process.files'>,
): Promise<ResultOf<'process.files'>> {
  return inspect(environment, which, async (_, folder) => {
    const numbers = await descriptorNumbers(folder)
    const first = numbers && (await descriptorsOf(folder, numbers.slice(0, PROCESS_LIMITS.files)))
    if (!first) throw hidden(which.pid)
    const rows = first.map(async (each) => ({
      descriptor: each.number,
      kind: await kindOf(folder, each),
      path: shown(each.target.endsWith(DELETED) ? each.target.slice(0, -DELETED.length) : each.target),
      deleted: each.target.endsWith(DELETED),
    }))
    await run.rows(await Promise.all(rows))
    return { total: numbers.length }
  })
}
