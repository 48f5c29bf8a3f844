import type { ContainerInfo, ContainerState } from '@hyperion/domain/hosts'

/** A container of a host as it last was. It is known by its name: one that was made anew under it is the same. */
export interface StoredContainer extends Omit<ContainerInfo, 'id' | 'state'> {
  readonly id: number
  readonly host: number
  /** As the engine knows it. */
  readonly containerId: string
  /** `removed` when its engine has it no more. */
  readonly state: ContainerState | 'removed'
  /** Epoch ms of the latest change. */
  readonly updatedAt: number
}

/** What one host's engines told. */
export interface ToldContainers {
  readonly host: number
  /** Those that answered. */
  readonly engines: readonly string[]
  readonly containers: readonly ContainerInfo[]
  readonly now: number
}

/** Containers by host; they go with it. */
export interface ContainerStore {
  /** By name. */
  list(host: number): Promise<readonly StoredContainer[]>
  byId(host: number, id: number): Promise<StoredContainer | undefined>
  /**
   * Takes over what was told. Of those that were not, the ones of an engine that answered are `removed` from now on, the
   * others `unknown`. A host that is gone meanwhile is left alone.
   */
  replace(told: ToldContainers): Promise<void>
  /** Forgets containers that are `removed` or `unknown`; others stay. */
  drop(host: number, ids: readonly number[]): Promise<void>
}
