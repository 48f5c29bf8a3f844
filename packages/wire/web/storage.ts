/** How much the history takes and how long it is kept, as the web app asks for it. Instants are epoch ms unless told otherwise. */

/** `PUT /api/retention`, `PUT /api/hosts/{id}/retention` and their previews. */
export interface RetentionDays {
  /** As reported. */
  readonly raw_days: number
  /** At least in steps of five minutes; hourly beyond. */
  readonly five_minute_days: number
  /** 0 for ever. */
  readonly total_days: number
}

export interface RetentionRequest extends RetentionDays {
  /** What the change takes away was told, and may go. */
  readonly confirm?: boolean
}

/** `GET /api/retention` */
export interface RetentionAnswer extends RetentionDays {
  /** ISO 8601; null, as its author is, while it is as it came. */
  readonly updated_at: string | null
  readonly updated_by: string | null
}

export interface RetentionLoss {
  readonly id: number
  readonly name: string
  readonly dropped_days: number
  readonly dropped_bytes: number
  readonly thinned_days: number
  readonly thinned_values: number
  readonly thinned_bytes: number
}

/** `POST …/retention/preview` */
export interface RetentionPreviewAnswer {
  readonly hosts: readonly RetentionLoss[]
  readonly dropped_bytes: number
  readonly thinned_bytes: number
}

export interface StorageForecast {
  readonly points: readonly { readonly at: number; readonly bytes: number }[]
  readonly settled_bytes: number | null
  readonly settled_at: number | null
}

export interface HostStorageRow {
  readonly id: number
  readonly name: string
  readonly bytes: number
  /** By what is kept: as reported, five-minute rows, hourly rows, report times, and what is not in blocks yet. */
  readonly parts: {
    readonly raw: number
    readonly five_minutes: number
    readonly hourly: number
    readonly times: number
    readonly journal: number
  }
  readonly values: number
  /** Of a value as reported; null without any in blocks. */
  readonly bytes_per_value: number | null
  readonly first: number | null
  readonly last: number | null
  /** Of a day as reported. */
  readonly day_bytes: number
  readonly growth_per_day: number
  /** At the end of the retention; null where something is kept for ever. */
  readonly settled_bytes: number | null
  readonly bytes_in_a_year: number
  readonly retention: RetentionDays
  /** The retention was set for this host. */
  readonly own_retention: boolean
}

/** `GET /api/hosts/{id}/storage` */
export interface HostStorageAnswer extends HostStorageRow {
  readonly forecast: StorageForecast
  readonly standard: RetentionDays
}

/** `GET /api/storage` */
export interface HistoryStorageAnswer {
  readonly at: number
  readonly bytes: number
  readonly values: number
  readonly day_bytes: number
  readonly growth_per_day: number
  readonly database_bytes: number
  /** Of the database, free to be written anew. */
  readonly free_bytes: number
  /** Null where the history is on another machine. */
  readonly volume: { readonly total_bytes: number; readonly free_bytes: number } | null
  readonly full_at: number | null
  readonly forecast: StorageForecast
  readonly retention: RetentionAnswer
  readonly hosts: readonly HostStorageRow[]
  /** Hosts that were deleted and whose history still goes. */
  readonly deleting: readonly { readonly id: number; readonly blocks_left: number }[]
}
