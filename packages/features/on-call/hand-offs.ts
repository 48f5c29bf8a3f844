import { sameUsers, watchAt } from '@hyperion/domain/on-call'
import type { Bus } from '@hyperion/ports/bus'
import { type Clock, every } from '@hyperion/ports/clock'
import type { HandOff, OnCallStore } from '@hyperion/ports/on-call'
import type { KnownRoster, OnCall } from './on-call.ts'
import type { OnCallPerson, People } from './people.ts'

/** What somebody is told when a shift begins or ends. */
export interface HandOffMessage {
  readonly subject: string
  readonly text: string
  /** The same whenever it is told again. */
  readonly key: string
}

export interface HandOffsDeps {
  readonly store: Pick<OnCallStore, 'leaseHandOff' | 'settleHandOff'>
  readonly onCall: Pick<OnCall, 'rosters'>
  /** Rejects when it is worth trying again. */
  readonly tell: (person: OnCallPerson, message: HandOffMessage) => Promise<void>
  readonly bus: Pick<Bus, 'publish'>
  readonly clock: Clock
  readonly log: (message: string) => void
}

const TICK_MS = 15_000
const LEASE_MS = 60_000
/** News that are older are none. */
const GIVEN_UP_MS = 30 * 60_000

interface Change {
  readonly schedule: KnownRoster
  readonly handed: HandOff
  readonly until: number | null
  readonly before: readonly OnCallPerson[]
  readonly now: readonly OnCallPerson[]
  readonly next: readonly OnCallPerson[]
}

/**
 * Tells those who come and those who go at each hand-off. What counts is who was told last, which is kept: a hub that
 * was away tells of what changed meanwhile once, and a shift that is taken or a schedule that is changed is a hand-off too.
 */
export class HandOffs {
  readonly #deps: HandOffsDeps
  #working: Promise<void> | null = null
  #again = false
  #running = false
  #stopTimer: () => void = () => {}

  constructor(deps: HandOffsDeps) {
    this.#deps = deps
  }

  start(): void {
    this.#running = true
    this.#stopTimer = every(this.#deps.clock, TICK_MS, () => void this.wake())
    void this.wake()
  }

  /** Finishes telling what is being told. */
  async stop(): Promise<void> {
    this.#running = false
    this.#stopTimer()
    await this.#working
  }

  /** Looks whether somebody else is on call; done when whoever it concerns was told. */
  async wake(): Promise<void> {
    if (!this.#running) return
    this.#again = true
    this.#working ??= this.#work()
      .catch((error: unknown) => this.#deps.log(`on-call: hand-offs cannot be told: ${wordsFor(error)}`))
      .finally(() => {
        this.#working = null
      })
    await this.#working
  }

  async #work(): Promise<void> {
    while (this.#again && this.#running) {
      this.#again = false
      const now = this.#deps.clock.now()
      const { rosters, people } = await this.#deps.onCall.rosters(now)
      for (const schedule of rosters) {
        const change = changeOf(schedule, people, now)
        if (change && this.#running) await this.#see(change)
      }
    }
  }

  async #see(change: Change): Promise<void> {
    const { store, bus, clock, log } = this.#deps
    const { schedule, handed } = change
    const now = clock.now()
    const leaseUntil = now + LEASE_MS
    if (!(await store.leaseHandOff(schedule.id, schedule.handed, now, leaseUntil))) return
    const failed = await this.#tell(change)
    if (failed !== null) log(`on-call: the hand-off of ${schedule.name} could not be told: ${failed}`)
    // The lease runs out, and then it is tried again.
    if (failed !== null && now - handed.at < GIVEN_UP_MS) return
    await store.settleHandOff(schedule.id, leaseUntil, handed)
    bus.publish('notification', { at: now, level: change.now.length > 0 ? 'info' : 'warning', message: noticeOf(change) })
  }

  /** Why somebody could not be told; null when all were. */
  async #tell(change: Change): Promise<string | null> {
    const { before, now } = change
    const coming = now.filter(({ id }) => !before.some((other) => other.id === id))
    const going = before.filter(({ id }) => !now.some((other) => other.id === id))
    const told = await Promise.allSettled([
      ...coming.map((person) => this.#deps.tell(person, welcome(change, person))),
      ...going.map((person) => this.#deps.tell(person, farewell(change, person))),
    ])
    const failure = told.find((each) => each.status === 'rejected')
    return failure ? wordsFor(failure.reason) : null
  }
}

function changeOf(schedule: KnownRoster, people: People, now: number): Change | null {
  const { users, since, until, next } = watchAt(schedule, now, now - schedule.handed.at)
  if (sameUsers(users, schedule.handed.users)) return null
  const handed = { at: Math.max(since ?? 0, schedule.handed.at + 1), users }
  return { schedule, handed, until, before: people.of(schedule.handed.users), now: people.of(users), next: people.of(next) }
}

function welcome({ schedule, handed, until, before, next }: Change, { id }: OnCallPerson): HandOffMessage {
  const end = until === null ? '' : ` until ${whenText(until, schedule.zone)}`
  const after = until === null ? [] : [`After you: ${namesOf(next)}.`]
  const text = [`You are on call for ${schedule.name}${end}.`, `Before you: ${namesOf(before)}.`, ...after].join('\n')
  return { subject: `You are on call: ${schedule.name}`, text, key: `on-call-${schedule.id}-${handed.at}-${id}` }
}

function farewell({ schedule, handed, now }: Change, { id }: OnCallPerson): HandOffMessage {
  const who = now.length === 0 ? 'Nobody is on call now.' : `${namesOf(now)} took over.`
  const text = `You are no longer on call for ${schedule.name}. ${who}`
  return { subject: `You are no longer on call: ${schedule.name}`, text, key: `on-call-${schedule.id}-${handed.at}-${id}` }
}

function noticeOf({ schedule, before, now }: Change): string {
  return `${schedule.name}: ${namesOf(now)} on call now${before.length > 0 ? `, after ${namesOf(before)}` : ''}`
}

function namesOf(people: readonly OnCallPerson[]): string {
  return people.length === 0 ? 'nobody' : people.map(({ username }) => username).join(', ')
}

function whenText(at: number, zone: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'short', timeZone: zone })
  return `${format.format(at)} (${zone})`
}

function wordsFor(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
