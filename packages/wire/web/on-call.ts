/** Times are ISO-8601 in UTC. Lists are pages. */
export interface PersonRef {
  readonly id: number
  readonly username: string
}

/** `GET /api/v1/on-call/people/` */
export interface OnCallPersonRow extends PersonRef {
  readonly first_name: string
  readonly last_name: string
}

export interface OnCallUser extends PersonRef {
  readonly email: string
}

export interface PageAnswer<Row> {
  readonly count: number
  readonly next: string | null
  readonly previous: string | null
  readonly results: readonly Row[]
}

export interface LayerHoursFields {
  /** 1 is Monday: the days that it begins on. */
  readonly days: readonly number[]
  /** `HH:MM`; the same as `to` for all day, not before it for over midnight. */
  readonly from: string
  readonly to: string
}

interface LayerFields {
  readonly name: string
  readonly rotation: { readonly every: number; readonly unit: 'hour' | 'day' | 'week' }
  /** `HH:MM` */
  readonly handoff: string
  /** 1 is Monday; null unless turns are weeks. */
  readonly weekday: number | null
  /** `YYYY-MM-DD` */
  readonly start: string
  readonly hours: readonly LayerHoursFields[]
}

export interface LayerRequest extends LayerFields {
  /** Ids, in the order of their turns. */
  readonly participants: readonly number[]
}

export interface LayerRow extends LayerFields {
  readonly participants: readonly PersonRef[]
}

/** `POST /api/v1/schedules/`, `PUT /api/v1/schedules/{id}/` */
export interface OnCallScheduleRequest {
  readonly name: string
  readonly zone: string
  /** A later one overrules those before it. */
  readonly layers: readonly LayerRequest[]
}

/** `GET /api/v1/schedules/`: by name. */
export interface OnCallScheduleRow {
  readonly id: string
  readonly name: string
  readonly zone: string
  readonly layers: readonly LayerRow[]
  readonly created_at: string
  readonly updated_at: string
}

export interface SpanRow {
  readonly from: string
  readonly to: string
}

export interface ShiftRow extends SpanRow {
  readonly users: readonly PersonRef[]
  /** Name of the layer that says so; null for an override. */
  readonly layer: string | null
  /** Id of the override that says so. */
  readonly override: number | null
}

/** `GET /api/v1/schedules/{id}/shifts/`, and `POST /api/v1/schedules/preview/` of a schedule that is not kept. */
export interface ShiftsAnswer extends SpanRow {
  readonly zone: string
  /** With the gaps they make up the range. */
  readonly shifts: readonly ShiftRow[]
  /** When nobody is on call. */
  readonly gaps: readonly SpanRow[]
  /** What each layer alone says. */
  readonly layers: readonly { readonly name: string; readonly shifts: readonly ShiftRow[] }[]
}

/** `POST /api/v1/schedules/{id}/overrides/` answers 201; `DELETE …/{override}/` 204. */
export interface OverrideRequestBody {
  readonly user: number
  /** Now when left out. */
  readonly from?: string
  readonly to: string
  readonly reason?: string
}

/** `GET /api/v1/schedules/{id}/overrides/`: in the order in which they were made; a later one wins. */
export interface OverrideRow extends SpanRow {
  readonly id: number
  readonly user: PersonRef
  readonly reason: string
  readonly author: string
  readonly created_at: string
}

/** `GET /api/v1/on-call/`: one a schedule, by name. */
export interface OnCallRow {
  readonly schedule: { readonly id: string; readonly name: string; readonly zone: string }
  readonly teams: readonly { readonly id: string; readonly name: string }[]
  /** Nobody when empty. */
  readonly users: readonly OnCallUser[]
  /** The next hand-off; null when none is to be seen. */
  readonly until: string | null
  /** Who comes then; nobody when empty. */
  readonly next: readonly OnCallUser[]
}

/** `POST /api/v1/schedules/{id}/feed/` answers 201: shown once. */
export interface FeedAnswer {
  readonly url: string
}
