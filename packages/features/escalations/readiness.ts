import type { Clock } from '@hyperion/ports/clock'
import type { EscalationPolicyStore, MethodOutcome, PageStore } from '@hyperion/ports/escalation'
import type { TeamStore } from '@hyperion/ports/services'
import type { WhoIsOnCall } from './on-call.ts'
import type { Person, Reach, Way } from './reach.ts'

export interface ReadinessDeps {
  readonly policies: Pick<EscalationPolicyStore, 'list'>
  readonly teams: Pick<TeamStore, 'list'>
  readonly onCall: WhoIsOnCall
  readonly reach: Pick<Reach, 'book'>
  readonly pages: Pick<PageStore, 'outcomes'>
  readonly clock: Clock
}

export const READINESS_STATES = ['ok', 'failed', 'never_tried', 'unreachable'] as const
/** How a way to reach somebody fared the last time; `unreachable`: it cannot work as it is. */
export type ReadinessState = (typeof READINESS_STATES)[number]

export interface ReadyWay extends Way {
  readonly state: ReadinessState
  readonly lastAt: number | null
  /** Why it failed, or cannot work. */
  readonly reason: string | null
}

export interface ReadyPerson {
  readonly user: Person['user']
  /** The best of the ways; `unreachable` where there is none. */
  readonly state: ReadinessState
  readonly onCallNow: boolean
  /** What leads to this person: `Primary (schedule)`. */
  readonly through: readonly string[]
  readonly ways: readonly ReadyWay[]
}

const BEST: readonly ReadinessState[] = ['ok', 'never_tried', 'failed', 'unreachable']

/** Whether those who may be paged can be reached. */
export class Readiness {
  readonly #deps: ReadinessDeps

  constructor(deps: ReadinessDeps) {
    this.#deps = deps
  }

  /** Everybody whom a policy, a schedule or a team with one may lead to, the worst first. */
  async list(): Promise<readonly ReadyPerson[]> {
    const { policies, teams: teamStore, onCall, reach, pages, clock } = this.#deps
    const [all, teams, schedules, book, outcomes] = await Promise.all([
      policies.list(),
      teamStore.list(),
      onCall.schedules(),
      reach.book(),
      pages.outcomes(),
    ])
    const through = new Map<number, Set<string>>()
    const lead = (ids: readonly number[], name: string): void => {
      for (const id of ids) through.set(id, (through.get(id) ?? new Set()).add(name))
    }
    for (const { name, participants } of schedules) lead(participants, `${name} (schedule)`)
    for (const { name, steps } of all)
      for (const target of steps.flatMap(({ targets }) => targets)) {
        if (target.type === 'user') lead([target.id], `${name} (policy)`)
        const team = target.type === 'team' ? teams.find(({ id }) => id === target.id) : undefined
        if (team)
          lead(
            team.members.map(({ id }) => id),
            `${team.name} (team)`,
          )
      }
    const now = await Promise.all(schedules.map(({ id }) => onCall.now(id, clock.now())))
    const onCallNow = new Set(now.flat().map(({ id }) => id))
    return [...through]
      .flatMap(([id, names]) => {
        const person = book.person(id)
        return person ? [readyPerson(person, [...names], onCallNow.has(id), outcomes)] : []
      })
      .sort((a, b) => BEST.indexOf(b.state) - BEST.indexOf(a.state) || a.user.username.localeCompare(b.user.username))
  }
}

function readyPerson(
  { user, ways }: Person,
  through: readonly string[],
  onCallNow: boolean,
  outcomes: readonly MethodOutcome[],
): ReadyPerson {
  const ready = ways.map((way): ReadyWay => {
    const last = outcomes.find((each) => each.user === user.id && each.method === way.method)
    const lastAt = last?.at ?? null
    if (way.problem) return { ...way, state: 'unreachable', lastAt, reason: way.problem }
    if (!last) return { ...way, state: 'never_tried', lastAt, reason: null }
    return { ...way, state: last.ok ? 'ok' : 'failed', lastAt, reason: last.error }
  })
  const state = BEST.find((each) => ready.some((way) => way.state === each)) ?? 'unreachable'
  return { user, state, onCallNow, through, ways: ready }
}
