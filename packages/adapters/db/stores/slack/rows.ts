import type { SlackEvent, SlackMessage, SlackPerson, SlackRoom, StoredSlackSettings } from '@hyperion/ports/slack'
import type { Selectable } from 'kysely'
import type { SlackEventsTable, SlackSettingsTable, SlackTables, SlackUsersTable } from '../../tables/slack.ts'

export function toSettings(row: Selectable<SlackSettingsTable>): StoredSlackSettings {
  return {
    token: row.token,
    signingSecret: row.signing_secret,
    defaultChannel: row.default_channel,
    roomPrefix: row.room_prefix,
    server: row.server,
    team: row.team_id === null ? null : { id: row.team_id, name: row.team_name ?? '', botUser: row.bot_user ?? '' },
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
  }
}

export function settingsColumns(settings: StoredSlackSettings) {
  return {
    token: settings.token,
    signing_secret: settings.signingSecret,
    default_channel: settings.defaultChannel,
    room_prefix: settings.roomPrefix,
    server: settings.server,
    team_id: settings.team?.id ?? null,
    team_name: settings.team?.name ?? null,
    bot_user: settings.team?.botUser ?? null,
    updated_at: settings.updatedAt,
    updated_by: settings.updatedBy,
  }
}

export function toMessage({ incident_id, ...row }: Selectable<SlackTables['slack_messages']>): SlackMessage {
  return { incident: incident_id, ...row }
}

export function toRoom({ incident_id, ...row }: Selectable<SlackTables['slack_rooms']>): SlackRoom {
  return { incident: incident_id, ...row }
}

export function toPerson(row: Selectable<SlackUsersTable>): SlackPerson {
  const { slack_id: id, user_id: user, mail, name, locale, checked_at: checkedAt, told_at: toldAt } = row
  return { id, user, mail, name, locale, checkedAt, toldAt }
}

export function toEvent(row: Selectable<SlackEventsTable>): SlackEvent {
  return {
    id: row.id,
    key: row.event_id,
    subject: row.subject,
    kind: row.kind,
    payload: JSON.parse(row.payload),
    at: row.received_at,
    attempts: row.attempts,
    leaseUntil: row.lease_until,
  }
}
