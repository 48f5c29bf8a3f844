import { findSockets } from '../../containers/engine-sockets.ts'
import type { Environment } from '../environment.ts'
import type { AreaImplementations } from '../implementation.ts'
import { changeContainer } from './change-container.ts'
import { readLogs } from './container-logs.ts'
import { followStats } from './container-stats.ts'
import type { EngineEnvironment } from './find-container.ts'
import { inspectContainer } from './inspect-container.ts'
import { listContainers } from './list-containers.ts'

export function containerImplementations({ paths, dockerHost, clock }: Environment): AreaImplementations<'container'> {
  return containersOf({ clock, sockets: () => findSockets(paths, dockerHost) })
}

/** Those of engines wherever they listen. */
export function containersOf(environment: EngineEnvironment): AreaImplementations<'container'> {
  return {
    'container.list': (_params, run) => listContainers(environment, run),
    'container.inspect': (params, run) => inspectContainer(environment, params, run.signal),
    'container.stats': (params, run) => followStats(environment, params, run),
    'container.logs': (params, run) => readLogs(environment, params, run),
    'container.start': (params, run) => changeContainer(environment, 'start', params, run),
    'container.stop': (params, run) => changeContainer(environment, 'stop', params, run),
    'container.restart': (params, run) => changeContainer(environment, 'restart', params, run),
    'container.pause': (params, run) => changeContainer(environment, 'pause', params, run),
    'container.unpause': (params, run) => changeContainer(environment, 'unpause', params, run),
    'container.kill': (params, run) => changeContainer(environment, 'kill', params, run),
  }
}
