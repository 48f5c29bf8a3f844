import type { Environment } from '../environment.ts'
import type { AreaImplementations } from '../implementation.ts'
import { detailOf } from './detail.ts'
import { listFiles } from './files.ts'
import { followProcesses } from './follow.ts'
import { listProcesses } from './list.ts'
import { reniceProcess } from './renice.ts'
import { signalProcess } from './signal.ts'

export function processImplementations(environment: Environment): AreaImplementations<'process'> {
  return {
    'process.list': (_params, run) => listProcesses(environment, run),
    'process.follow': (params, run) => followProcesses(environment, params, run),
    'process.detail': (params) => detailOf(environment, params),
    'process.files': (params, run) => listFiles(environment, params, run),
    'process.signal': (params) => signalProcess(environment, params),
    'process.renice': (params) => reniceProcess(environment, params),
  }
}
