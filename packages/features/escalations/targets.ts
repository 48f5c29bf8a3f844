import type { EscalationStep, EscalationTarget, PlannedPage, Urgency } from '@hyperion/domain/escalation'
import { pagesFor } from '@hyperion/domain/escalation'
import type { ChannelStore } from '@hyperion/ports/alerts'
import type { ResolvedTarget } from '@hyperion/ports/escalation'
import type { Team, TeamStore } from '@hyperion/ports/services'
import type { WhoIsOnCall } from './on-call.ts'
import type { Person, Reach, ReachBook, Way } from './reach.ts'

export interface TargetsDeps {
  readonly reach: Pick<Reach, 'book'>
  readonly onCall: WhoIsOnCall
  readonly channels: Pick<ChannelStore, 'list'>
  readonly teams: Pick<TeamStore, 'list'>
}

export interface PersonToPage {
  readonly person: Person
  readonly pages: readonly (PlannedPage & { readonly label: string })[]
}

export interface ResolvedStep {
  readonly targets: readonly ResolvedTarget[]
  /** Each once, with the ways to page them; those who cannot be reached are left out. */
  readonly people: readonly PersonToPage[]
  readonly channels: readonly { readonly id: number; readonly name: string }[]
  /** What keeps somebody from being reached, in words. */
  readonly problems: readonly string[]
}

/** Whom the targets of a step lead to at this moment. */
export class Targets {
  readonly #deps: TargetsDeps

  constructor(deps: TargetsDeps) {
    this.#deps = deps
  }

  async resolve({ targets }: EscalationStep, urgency: Urgency, at: number): Promise<ResolvedStep> {
    const { reach, onCall, channels, teams: teamStore } = this.#deps
    const [book, schedules, allChannels, teams] = await Promise.all([reach.book(), onCall.schedules(), channels.list(), teamStore.list()])
    const names = new Map(schedules.map(({ id, name }) => [id, name]))
    const found = await Promise.all(
      targets.map(async (target): Promise<Found> => {
        switch (target.type) {
          case 'user':
            return { name: book.person(target.id)?.user.username ?? `user ${target.id}`, ids: [target.id], none: 'is gone' }
          case 'schedule':
            return this.#schedule(target, names.get(target.id), at)
          case 'team':
            return this.#team(
              teams.find(({ id }) => id === target.id),
              at,
            )
          case 'channel': {
            const channel = allChannels.find(({ id }) => id === target.id)
            const none = channel && !channel.enabled ? 'is switched off' : 'is gone'
            const usable = channel?.enabled ? { id: channel.id, name: channel.name } : null
            return { name: channel?.name ?? `channel ${target.id}`, ids: [], channel: usable, none }
          }
        }
      }),
    )
    return assembled(targets, found, book, urgency)
  }

  async #schedule({ id }: { readonly id: string }, name: string | undefined, at: number): Promise<Found> {
    if (name === undefined) return { name: 'schedule', ids: [], none: 'is gone' }
    const people = await this.#deps.onCall.now(id, at)
    return { name, ids: people.map((each) => each.id), none: 'has nobody on call' }
  }

  /** A schedule with a gap is no reason to page nobody: then everybody of the team is. */
  async #team(team: Team | undefined, at: number): Promise<Found> {
    if (!team) return { name: 'team', ids: [], none: 'is gone' }
    const onCall = team.scheduleId === null ? [] : await this.#deps.onCall.now(team.scheduleId, at)
    const ids = (onCall.length > 0 ? onCall : team.members).map(({ id }) => id)
    return { name: team.name, ids, none: 'has no members' }
  }
}

interface Found {
  readonly name: string
  readonly ids: readonly number[]
  readonly channel?: { readonly id: number; readonly name: string } | null
  /** What is the matter when it led to nobody. */
  readonly none: string
}

function assembled(targets: readonly EscalationTarget[], found: readonly Found[], book: ReachBook, urgency: Urgency): ResolvedStep {
  const people = new Map<number, PersonToPage>()
  const problems = new Set<string>()
  const resolved = found.map(({ name, ids, channel = null, none }, index): ResolvedTarget => {
    const persons = ids.map((id) => book.person(id)).filter((each) => each !== undefined)
    for (const person of persons) {
      const pages = plannedFor(person, urgency)
      if (pages.length > 0) people.set(person.user.id, { person, pages })
      else problems.add(`${person.user.username} cannot be reached (${reasons(person.ways)})`)
    }
    const problem = persons.length > 0 || channel ? null : none
    if (problem) problems.add(`${name} ${problem}`)
    const shown = persons.map(({ user: { id, username } }) => ({
      id,
      username,
      methods: (people.get(id)?.pages ?? []).map(({ label }) => label),
    }))
    return { target: `${name} (${targets[index]?.type ?? 'target'})`, people: shown, channel, problem }
  })
  const channels = found.flatMap(({ channel }) => channel ?? [])
  return {
    targets: resolved,
    people: [...people.values()],
    channels: [...new Map(channels.map((each) => [each.id, each])).values()],
    problems: [...problems],
  }
}

function plannedFor({ ways, rules }: Person, urgency: Urgency): PersonToPage['pages'] {
  const labels = new Map(ways.filter(({ problem }) => problem === null).map(({ method, label }) => [method, label]))
  return pagesFor(rules, urgency, (method) => labels.has(method)).map((page) => ({
    ...page,
    label: labels.get(page.method) ?? page.method,
  }))
}

function reasons(ways: readonly Way[]): string {
  return ways.flatMap(({ problem }) => problem ?? []).join(', ')
}
