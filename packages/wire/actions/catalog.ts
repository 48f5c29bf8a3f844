import type { Infer } from '../checks/index.ts'
import { commandOperations } from './commands.ts'
import { containerOperations } from './containers.ts'
import { fileOperations } from './files.ts'
import { networkOperations } from './network.ts'
import type { Operation } from './operation.ts'
import { processOperations } from './processes.ts'
import { unitOperations } from './units.ts'

/** Everything that can be asked of a host. */
export const OPERATIONS = {
  ...processOperations,
  ...unitOperations,
  ...fileOperations,
  ...networkOperations,
  ...containerOperations,
  ...commandOperations,
}

export type Operations = typeof OPERATIONS
export type OperationId = keyof Operations

export type ParamsOf<O extends OperationId> = Infer<Operations[O]['params']>
export type ResultOf<O extends OperationId> = Infer<Operations[O]['result']>
export type RowOf<O extends OperationId> = Infer<NonNullable<Operations[O]['row']>>

export const OPERATION_IDS = Object.keys(OPERATIONS) as OperationId[]

/** Parts of the catalog, each of which a host may lack as a whole. */
export const AREAS = ['processes', 'units', 'files', 'network', 'containers', 'commands'] as const

export type Area = (typeof AREAS)[number]

const AREA_OF: Readonly<Record<string, Area>> = {
  process: 'processes',
  unit: 'units',
  file: 'files',
  network: 'network',
  container: 'containers',
  command: 'commands',
}

/** The row of an operation whatever its types; undefined for one that this side does not know. */
export function findOperation(id: string): Operation<never, object, object> | undefined {
  return Object.hasOwn(OPERATIONS, id) ? (OPERATIONS[id as OperationId] as unknown as Operation<never, object, object>) : undefined
}

export function areaOf(id: string): Area {
  return AREA_OF[id.split('.', 1)[0] ?? ''] ?? 'commands'
}
