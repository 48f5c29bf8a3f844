import type { FleetViewSettings } from '@hyperion/domain/fleet'

/** `POST /api/fleet-views` answers 201, `PUT /api/fleet-views/{id}` changes one as a whole; `DELETE` answers 204. */
export interface FleetViewRequest extends FleetViewSettings {
  readonly name: string
  /** For everyone; only whoever may configure can share, change or delete such a view. */
  readonly shared: boolean
}

export interface FleetViewRow extends FleetViewRequest {
  readonly id: number
  /** Who made it. */
  readonly author: string
}

/** `GET /api/fleet-views`: one's own and the shared ones, by name. */
export interface FleetViewsAnswer {
  readonly views: readonly FleetViewRow[]
}
