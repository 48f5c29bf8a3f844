/** Hours of days of the week, on the wall clock of the schedule's zone. */
export interface LayerHours {
  /** 1 is Monday, 7 is Sunday: the days that a span begins on. */
  readonly days: readonly number[]
  /** `HH:MM`. Not before the end: over midnight. The same as the end: all day. */
  readonly from: string
  readonly to: string
}

export const ROTATION_UNITS = ['hour', 'day', 'week'] as const
export type RotationUnit = (typeof ROTATION_UNITS)[number]

/** People who take turns. */
export interface Layer {
  /** Unique within its schedule. */
  readonly name: string
  /** Ids of users in the order of their turns; one may come more than once. */
  readonly participants: readonly number[]
  /** How long a turn is. */
  readonly rotation: { readonly every: number; readonly unit: RotationUnit }
  /** `HH:MM` on the wall clock, at which turns end and begin. */
  readonly handoff: string
  /** The day of hand-offs, 1 is Monday; null unless turns are weeks. */
  readonly weekday: number | null
  /** `YYYY-MM-DD`: from the hand-off time of this day on. The first participant has the turn that this day is in. */
  readonly start: string
  /** When it applies; always when there are none. */
  readonly hours: readonly LayerHours[]
}

/** Who is on call when. */
export interface OnCallSettings {
  readonly name: string
  /** IANA name of the zone in which all its times of day are. */
  readonly zone: string
  /** A later one overrules those before it where it applies. */
  readonly layers: readonly Layer[]
}

/** Somebody takes a shift, whoever else would have it. */
export interface Override {
  readonly id: number
  /** Id of the user. */
  readonly user: number
  /** Epoch ms. */
  readonly from: number
  /** Epoch ms, not part of it. */
  readonly to: number
}

/** A schedule with what was agreed beside it: of overrides that overlap the last one of the list wins. */
export interface Roster extends Pick<OnCallSettings, 'zone' | 'layers'> {
  readonly overrides: readonly Override[]
}

/** The schedule as if users that are gone had never been in it. */
export function withUsers<T extends Roster>(roster: T, known: ReadonlySet<number>): T {
  return {
    ...roster,
    layers: roster.layers.map((layer) => ({ ...layer, participants: layer.participants.filter((user) => known.has(user)) })),
    overrides: roster.overrides.filter(({ user }) => known.has(user)),
  }
}
