/** What the web app and the hub say to each other about Slack. Times are ISO strings. */

export interface SlackTeamRow {
  readonly id: string
  readonly name: string
}

/** How Slack is set up; of its secrets nothing is told. */
export interface SlackSettingsAnswer {
  readonly configured: boolean
  /** False when its secrets are sealed with a key that is gone. */
  readonly readable: boolean
  readonly default_channel: string
  readonly war_room_prefix: string
  readonly server: string | null
  /** Null as long as Slack has not told. */
  readonly team: SlackTeamRow | null
  readonly last_event_at: string | null
  readonly last_error: string | null
  readonly last_error_at: string | null
  readonly updated_at: string | null
  readonly updated_by: string | null
  /** From which api.slack.com makes the app. */
  readonly manifest: object
}

export interface SlackSettingsRequest {
  /** Left out: stays as it is, as the signing secret does. */
  readonly bot_token?: string
  readonly signing_secret?: string
  readonly default_channel: string
  readonly war_room_prefix: string
  readonly server: string | null
}

export interface SlackTestAnswer {
  readonly ok: boolean
  readonly team: SlackTeamRow | null
  readonly error: string | null
}
