import { randomUUID } from 'node:crypto'
import { DomainError } from '@hyperion/domain/errors'
import { compareNames } from '@hyperion/domain/services'
import type { NewTeam, Team, TeamChange, TeamMember, TeamStore } from '@hyperion/ports/services'
import type { Selectable, Transaction } from 'kysely'
import type { Db, Schema } from '../schema.ts'
import type { TeamsTable } from '../tables/services.ts'

type Tx = Transaction<Schema>

function toTeam(row: Selectable<TeamsTable>, members: readonly TeamMember[]): Team {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    slackChannelId: row.slack_channel_id,
    scheduleId: row.schedule_id,
    members,
    createdAt: row.created_at,
  }
}

function columnsOf({ name, description, slackChannelId, scheduleId }: Omit<TeamChange, 'members'>) {
  return {
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    ...(slackChannelId !== undefined && { slack_channel_id: slackChannelId }),
    ...(scheduleId !== undefined && { schedule_id: scheduleId }),
  }
}

export class SqlTeamStore implements TeamStore {
  readonly #db: Db

  constructor(db: Db) {
    this.#db = db
  }

  async list(): Promise<readonly Team[]> {
    const teams = await this.#read()
    return teams.toSorted((a, b) => compareNames(a.name, b.name))
  }

  async byId(id: string): Promise<Team | undefined> {
    return (await this.#read(id))[0]
  }

  async create({ createdAt, members, ...team }: NewTeam): Promise<Team> {
    const id = randomUUID()
    const { name, description, slackChannelId: slack_channel_id, scheduleId: schedule_id } = team
    await this.#db.transaction().execute(async (tx) => {
      await tx.insertInto('teams').values({ id, name, description, slack_channel_id, schedule_id, created_at: createdAt }).execute()
      await addMembers(tx, id, members)
    })
    return this.#known(id)
  }

  async update(id: string, { members, ...change }: TeamChange): Promise<Team> {
    await this.#db.transaction().execute(async (tx) => {
      // Also takes the row, so that two changes at once do not mix their members.
      const set = { id, ...columnsOf(change) }
      const { numUpdatedRows } = await tx.updateTable('teams').set(set).where('id', '=', id).executeTakeFirst()
      if (numUpdatedRows === 0n) throw unknown()
      if (!members) return
      await tx.deleteFrom('team_members').where('team_id', '=', id).execute()
      await addMembers(tx, id, members)
    })
    return this.#known(id)
  }

  async delete(id: string): Promise<void> {
    const { numDeletedRows } = await this.#db.deleteFrom('teams').where('id', '=', id).executeTakeFirst()
    if (numDeletedRows === 0n) throw unknown()
  }

  async #known(id: string): Promise<Team> {
    const team = await this.byId(id)
    if (!team) throw unknown()
    return team
  }

  async #read(id?: string): Promise<readonly Team[]> {
    const rows = await this.#db
      .selectFrom('teams')
      .selectAll()
      .$if(id !== undefined, (query) => query.where('id', '=', id ?? ''))
      .execute()
    const members = await this.#db
      .selectFrom('team_members')
      .innerJoin('users', 'users.id', 'team_members.user_id')
      .select(['team_members.team_id', 'users.id', 'users.username'])
      .$if(id !== undefined, (query) => query.where('team_members.team_id', '=', id ?? ''))
      .execute()
    const byTeam = Map.groupBy(members, ({ team_id }) => team_id)
    const membersOf = (team: string): readonly TeamMember[] =>
      (byTeam.get(team) ?? [])
        .map((row) => ({ id: row.id, username: row.username }))
        .toSorted((a, b) => compareNames(a.username, b.username))
    return rows.map((row) => toTeam(row, membersOf(row.id)))
  }
}

async function addMembers(tx: Tx, team: string, members: readonly number[]): Promise<void> {
  const rows = [...new Set(members)].map((user) => ({ team_id: team, user_id: user }))
  if (rows.length > 0) await tx.insertInto('team_members').values(rows).execute()
}

function unknown(): DomainError {
  return new DomainError('not_found', 'no such team')
}
