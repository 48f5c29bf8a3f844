import type { GroupId } from '@hyperion/domain/metrics'
import type { CollectorFactory } from './collector.ts'
import { createConnectionsCollector } from './connections.ts'
import { createContainerCollector } from './container.ts'
import { createCoreCollector } from './core.ts'
import { createCpuCollector } from './cpu.ts'
import { createDiskCollector } from './disk.ts'
import { createFilesystemCollector } from './filesystem.ts'
import { createLoadCollector } from './load.ts'
import { createMemoryCollector } from './memory.ts'
import { createNetworkCollector } from './network.ts'
import { createPressureCollector } from './pressure.ts'
import { createProcessesCollector } from './processes.ts'
import { createSystemCollector } from './system.ts'
import { createTemperatureCollector } from './temperature.ts'

export type { Collect, CollectorFactory } from './collector.ts'

/** Every group of the catalog has its collector: one without does not compile. */
export const COLLECTORS: Readonly<Record<GroupId, CollectorFactory>> = {
  cpu: createCpuCollector,
  core: createCoreCollector,
  load: createLoadCollector,
  memory: createMemoryCollector,
  filesystem: createFilesystemCollector,
  disk: createDiskCollector,
  network: createNetworkCollector,
  connections: createConnectionsCollector,
  system: createSystemCollector,
  processes: createProcessesCollector,
  pressure: createPressureCollector,
  temperature: createTemperatureCollector,
  container: createContainerCollector,
}
