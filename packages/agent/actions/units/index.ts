import type { Environment } from '../environment.ts'
import type { AreaImplementations } from '../implementation.ts'
import { controlUnit } from './control.ts'
import { unitDetail } from './detail.ts'
import { unitFiles } from './files.ts'
import { readJournal } from './journal.ts'
import { listUnits } from './list.ts'
import { listTimers } from './timers.ts'

export function unitImplementations(environment: Environment): AreaImplementations<'unit'> {
  return {
    'unit.list': (params, run) => listUnits(environment, params, run),
    'unit.detail': ({ unit }) => unitDetail(environment, unit),
    'unit.files': ({ unit }) => unitFiles(environment, unit),
    'unit.timers': (_params, run) => listTimers(environment, run),
    'unit.control': (params, run) => controlUnit(environment, params, run),
    'unit.journal': (params, run) => readJournal(environment, params, run),
  }
}
