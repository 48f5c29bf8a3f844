import { permissionsOf, type User } from '@hyperion/domain/users'
import type { Clock } from '@hyperion/ports/clock'
import type { SlackPerson, SlackStore } from '@hyperion/ports/slack'
import type { UserStore } from '@hyperion/ports/users'
import { type SlackAnswer, type SlackClient, SlackError } from './client.ts'
import type { SlackApp, SlackSettings } from './settings.ts'
import { type Language, languageOf } from './words.ts'

/** Who speaks from Slack: our user, or nobody that we know. */
export interface Speaker {
  readonly slackId: string
  readonly name: string
  readonly language: Language
  readonly user: User | null
  /** When last told that no user is known. */
  readonly toldAt: number | null
}

export interface PeopleDeps {
  readonly store: SlackStore
  readonly users: Pick<UserStore, 'list'>
  readonly settings: SlackSettings
  readonly client: SlackClient
  readonly clock: Clock
}

const FRESH_MS = 3_600_000
/** Whoever is not known is looked up again soon: the address may have been entered meanwhile. */
const UNKNOWN_FRESH_MS = 20_000

/** People of the workspace and our users: the same mail address makes them one. */
export class SlackPeople {
  readonly #deps: PeopleDeps

  constructor(deps: PeopleDeps) {
    this.#deps = deps
  }

  /** Rejects when Slack has to be asked and does not answer. */
  async speaker(slackId: string): Promise<Speaker> {
    const users = await this.#deps.users.list()
    const person = await this.#person(slackId, users)
    // Whoever has another address by now is somebody else to us.
    const user = users.find(({ id, email }) => id === person.user && sameMail(email, person.mail)) ?? null
    return { slackId, name: person.name, language: languageOf(person.locale), user, toldAt: person.toldAt }
  }

  /** What is remembered of someone, without asking anybody. */
  async language(slackId: string): Promise<Language> {
    return languageOf((await this.#deps.store.person(slackId))?.locale ?? '')
  }

  /** Slack's ids of those of our users who are in the workspace. */
  async slackIds(app: SlackApp, ids: readonly number[]): Promise<readonly string[]> {
    const users = await this.#deps.users.list()
    const found: string[] = []
    for (const id of new Set(ids)) {
      const user = users.find((each) => each.id === id)
      const slackId = user && (await this.#slackId(app, user, users))
      if (slackId) found.push(slackId)
    }
    return found
  }

  async noteTold(slackId: string): Promise<void> {
    const { store, clock } = this.#deps
    const person = await store.person(slackId)
    if (person) await store.savePerson({ ...person, toldAt: clock.now() })
  }

  async #person(slackId: string, users: readonly User[]): Promise<SlackPerson> {
    const { store, settings, client, clock } = this.#deps
    const known = await store.person(slackId)
    if (known && clock.now() - known.checkedAt < (known.user === null ? UNKNOWN_FRESH_MS : FRESH_MS)) return known
    const app = await settings.appWithTeam()
    if (!app) throw new Error('Slack is not set up')
    const answer = await client.call(app, 'users.info', { user: slackId, include_locale: 'true' })
    const fresh = toPerson(slackId, answer.user, app.team.id, users, clock.now())
    const person = { ...fresh, toldAt: known?.toldAt ?? null }
    await store.savePerson(person)
    return person
  }

  async #slackId(app: SlackApp, user: User, users: readonly User[]): Promise<string | null> {
    const { store, client, clock } = this.#deps
    if (user.email === '') return null
    const known = await store.personOf(user.id)
    if (known && sameMail(known.mail, user.email)) return known.id
    try {
      const answer = await client.call(app, 'users.lookupByEmail', { email: user.email })
      const found = record(answer.user)
      const { team } = (await this.#deps.settings.appWithTeam()) ?? {}
      const person = toPerson(String(found.id), found, team?.id ?? '', users, clock.now())
      if (person.user !== user.id) return null
      await store.savePerson(person)
      return person.id
    } catch (error) {
      if (error instanceof SlackError && error.reason === 'users_not_found') return null
      throw error
    }
  }
}

/** Whether someone may change incidents; a user whose password must be changed may not yet. */
export function mayAct({ user }: Speaker, permission: 'read' | 'execute'): boolean {
  return user !== null && !user.mustChangePassword && permissionsOf(user.role).includes(permission)
}

/** Only the workspace's own people with a confirmed address count: anyone may call themselves what they like elsewhere. */
function toPerson(id: string, raw: unknown, team: string, users: readonly User[], now: number): SlackPerson {
  const info = record(raw)
  const profile = record(info.profile)
  const mail = text(profile.email)
  const teams = record(info.enterprise_user).teams
  const own = info.team_id === team || (Array.isArray(teams) && teams.includes(team))
  const trusted = own && info.deleted !== true && info.is_bot !== true && info.is_email_confirmed !== false && mail !== ''
  const found = trusted ? users.filter(({ email }) => sameMail(email, mail)) : []
  return {
    id,
    // An address that several have tells nobody apart.
    user: found.length === 1 && found[0] ? found[0].id : null,
    mail,
    name: text(profile.display_name) || text(profile.real_name) || text(info.name) || id,
    locale: text(info.locale),
    checkedAt: now,
    toldAt: null,
  }
}

function sameMail(one: string, other: string): boolean {
  return one !== '' && lowered(one) === lowered(other)
}

/** ASCII alone: some other letters become one of ours in lower case. */
function lowered(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}

function record(value: unknown): SlackAnswer {
  return typeof value === 'object' && value !== null ? (value as SlackAnswer) : {}
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.replaceAll('\0', '') : ''
}
