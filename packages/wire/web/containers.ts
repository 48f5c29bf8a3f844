import type { ContainerInfo } from '@hyperion/domain/hosts'
import type { ResultOf, RowOf } from '../actions/index.ts'
import type { Snake } from './actions.ts'

/** `GET /api/hosts/{id}/containers`: by name, with those that are removed while they have history. */
export interface ContainersAnswer {
  /** What its engines told; null when the host never told of any, since its kind or its agent's age does not allow it. */
  readonly told: {
    /** Those that answer: `docker`, `podman`, `podman:1000` for the one of a user. */
    readonly engines: readonly string[]
    /** Why an engine cannot be asked, one line each. */
    readonly troubles: readonly string[]
  } | null
  readonly containers: readonly ContainerRow[]
}

export interface ContainerRow {
  readonly id: number
  readonly container_id: string
  /** The instance of its series in the group `container`. */
  readonly name: string
  readonly engine: string
  readonly image: string
  /** `unknown` while nobody can see it, `removed` when its engine has it no more. */
  readonly state: ContainerInfo['state'] | 'removed'
  readonly exit_code: number | null
  readonly health: ContainerInfo['health']
  readonly created_at: number
  readonly started_at: number | null
  /** Of the latest change. */
  readonly updated_at: number
  /** Of its latest report; null without history. */
  readonly reported_at: number | null
  /** As last stored, by metric of the group `container` without its prefix; null for one that does not run. */
  readonly figures: Readonly<Record<string, number | null>> | null
}

/** `GET /api/hosts/{id}/containers/{container}`: as its engine describes it, without what is secret. */
export interface ContainerDetailsAnswer {
  readonly container: Snake<ResultOf<'container.inspect'>>
}

/** `GET /api/hosts/{id}/containers/{container}/logs` */
export interface ContainerLogsAnswer {
  readonly lines: readonly Snake<RowOf<'container.logs'>>[]
}
