/** What the web app and the hub say to each other about Prometheus. Times are epoch milliseconds. */

/** A node_exporter that the hub scrapes; of its credentials only the kind is told. */
export interface ScrapeTargetRow {
  readonly host: number
  readonly name: string
  readonly url: string
  /** `lost`: there are some, sealed with a key that is gone. */
  readonly auth: 'none' | 'basic' | 'bearer' | 'lost'
  readonly username: string | null
  /** PEM; null for the authorities that are known anyway. */
  readonly ca: string | null
  readonly server_name: string | null
  /** Null for the hub's own interval. */
  readonly interval_seconds: number | null
  readonly timeout_seconds: number
  readonly created_at: number
  /** Its last answer. */
  readonly last_seen: number | null
  /** Null while it answers. */
  readonly failure: { readonly since: number; readonly reason: string } | null
  /** What it told of its machine; null until it has. */
  readonly machine: {
    readonly hostname: string
    readonly os: string
    readonly kernel: string
    readonly cores: number
    readonly memory_bytes: number
  } | null
}

/** `GET /api/scrape-targets`. `GET`, `PUT` and `DELETE /api/scrape-targets/{host}` are of one; `DELETE` takes `?confirm=<name>`. */
export interface ScrapeTargetsAnswer {
  readonly targets: readonly ScrapeTargetRow[]
}

/** `POST /api/scrape-targets` asks it first, and answers 201 and the {@link ScrapeTargetRow}. */
export interface ScrapeTargetRequest {
  readonly url: string
  /** That of the machine when left out. */
  readonly name?: string
  readonly auth?: { readonly username: string; readonly password: string } | { readonly bearer: string } | null
  readonly ca?: string | null
  readonly server_name?: string | null
  readonly interval_seconds?: number | null
  readonly timeout_seconds?: number
  /** Adds it though it does not answer. */
  readonly unchecked?: boolean
}

/** `PUT /api/scrape-targets/{host}`; what is left out, the credentials above all, stays. */
export type ScrapeTargetChangeRequest = Partial<ScrapeTargetRequest>

/** Lets a Prometheus write to `POST /api/prometheus/write`. */
export interface ReceiverRow {
  readonly id: number
  readonly name: string
  /** How its token ends. */
  readonly hint: string
  /** Instances that were never seen become hosts. */
  readonly new_hosts: boolean
  readonly created_at: number
  readonly created_by: string
  readonly last_used_at: number | null
  readonly instances: readonly ReceiverInstance[]
}

export interface ReceiverInstance {
  /** Null for one that has no host yet. */
  readonly id: number | null
  readonly job: string
  readonly instance: string
  /** `unknown`: not seen before, and new ones are not allowed. `refused`: its host was deleted. */
  readonly state: 'host' | 'refused' | 'unknown'
  readonly host: number | null
  readonly host_name: string | null
  readonly last_seen: number | null
}

/** `GET /api/remote-write-receivers`. `DELETE /api/remote-write-receivers/instances/{id}` lets a refused one in again. */
export interface ReceiversAnswer {
  readonly receivers: readonly ReceiverRow[]
}

/** `POST /api/remote-write-receivers` {name, new_hosts}, and `POST …/{id}/token` for a new one in place of the old. */
export interface NewReceiverAnswer extends ReceiverRow {
  /** Told this once. */
  readonly token: string
}
