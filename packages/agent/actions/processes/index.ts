import type { Environment } from '../environment.ts'
import type { AreaImplementations } from '../implementation.ts'
import { listProcesses } from './list.ts'
import { signalProcess } from './signal.ts'

export function processImplementations(environment: Environment): AreaImplementations<'process'> {
  return {
    'process.list': (_params, run) => listProcesses(environment, run),
    'process.signal': (params) => signalProcess(environment, params),
  }
}
