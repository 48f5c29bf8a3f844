/** The workspace that a token belongs to, as Slack tells. */
export interface SlackTeam {
  readonly id: string
  readonly name: string
  /** Slack's id of the app's own user there. */
  readonly botUser: string
}

/** The Slack app of the one workspace, as it is kept. */
export interface StoredSlackSettings {
  /** Sealed, as the signing secret is. */
  readonly token: string
  readonly signingSecret: string
  /** Id of the channel for services whose team has none. */
  readonly defaultChannel: string
  /** How names of war rooms begin. */
  readonly roomPrefix: string
  /** Where Slack is reached, when elsewhere than usual. */
  readonly server: string | null
  readonly team: SlackTeam | null
  readonly updatedAt: number
  readonly updatedBy: string
}

/** How it goes with Slack; times are epoch ms. */
export interface SlackState {
  /** When Slack last sent something. */
  readonly lastEventAt: number | null
  /** What went wrong last, and has not gone well since. */
  readonly lastError: string | null
  readonly lastErrorAt: number | null
}

/** Where something about an incident is told: in the channel of the team, or in its war room. */
export type SlackPlace = 'channel' | 'room'

/** A message about an incident that is kept up to date. */
export interface SlackMessage {
  /** UUID. */
  readonly incident: string
  readonly place: SlackPlace
  readonly channel: string
  /** Slack's name of the message. */
  readonly ts: string
  /** Of what it says by now. */
  readonly hash: string
  /** Id of the latest entry of the timeline that was told there. */
  readonly told: string | null
}

export interface SlackRoom {
  readonly incident: string
  readonly channel: string
  readonly name: string
}

/** Someone in the workspace, as last looked up. */
export interface SlackPerson {
  readonly id: string
  /** Of our user; null when none has the mail address. */
  readonly user: number | null
  /** The confirmed mail address by which that user was found. */
  readonly mail: string
  readonly name: string
  /** Like `fr-FR`; empty when unknown. */
  readonly locale: string
  readonly checkedAt: number
  /** When told last that no user is known. */
  readonly toldAt: number | null
}

/** What Slack sent that changes something: written down before it is answered, done afterwards. */
export interface NewSlackEvent {
  /** Unique: the id that Slack gives it, or its signature. */
  readonly key: string
  /** Unique as well: the same thing told as two events. */
  readonly subject: string | null
  readonly kind: string
  /** JSON. */
  readonly payload: Readonly<Record<string, unknown>>
  readonly at: number
}

export interface SlackEvent extends NewSlackEvent {
  readonly id: number
  /** How often it was leased, this time included. */
  readonly attempts: number
  readonly leaseUntil: number
}

export interface SlackStore {
  settings(): Promise<StoredSlackSettings | undefined>
  /** In place of those before; what is known of people is forgotten when the workspace is another one. */
  saveSettings(settings: StoredSlackSettings): Promise<void>
  /** With all that is known of people; messages and rooms stay. */
  clearSettings(): Promise<void>
  state(): Promise<SlackState>
  /** Does nothing without settings. */
  noteState(change: Partial<SlackState>): Promise<void>

  message(incident: string, place: SlackPlace): Promise<SlackMessage | undefined>
  messageAt(channel: string, ts: string): Promise<SlackMessage | undefined>
  /** In place of the one before. Rejects with `not_found` when there is no such incident, as `saveRoom` does. */
  saveMessage(message: SlackMessage): Promise<void>

  room(incident: string): Promise<SlackRoom | undefined>
  roomAt(channel: string): Promise<SlackRoom | undefined>
  saveRoom(room: SlackRoom): Promise<void>

  person(id: string): Promise<SlackPerson | undefined>
  /** The one found for our user, if any. */
  personOf(user: number): Promise<SlackPerson | undefined>
  savePerson(person: SlackPerson): Promise<void>

  /** Notes that a signature was used: false when it was before. */
  remember(signature: string, at: number): Promise<boolean>
  /** Writes down what Slack sent: false for what is there already. */
  receive(event: NewSlackEvent): Promise<boolean>
  /** The oldest that is due, for so long; due again when it is not settled by then. One at a time to each caller. */
  lease(now: number, leaseMs: number): Promise<SlackEvent | undefined>
  /** Does nothing when the lease was lost meanwhile. `retryAt`: try again then. */
  settle(
    event: Pick<SlackEvent, 'id' | 'leaseUntil'>,
    outcome: { readonly at: number; readonly error?: string; readonly retryAt?: number },
  ): Promise<void>
  /** Forgets signatures, and what is settled, from before an instant. */
  trim(before: number): Promise<void>
}
