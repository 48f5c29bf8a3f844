import { type AlertChange, type AlertEvent, type AlertState, type AlertSubject, abandonAlert, OK, stepAlert } from '@hyperion/domain/alerts'
import type { Transition } from '@hyperion/ports/alerts'
import type { Judge } from './judges.ts'

/** What judges told of one subject at one instant. */
export type News = Omit<Transition, 'telling'>

/** Where every rule stands on every instance of every host. */
export class Standings {
  readonly #hosts = new Map<number, Map<string, { readonly subject: AlertSubject; readonly state: AlertState }>>()
  readonly #hostName: (host: number) => string

  constructor(hostName: (host: number) => string) {
    this.#hostName = hostName
  }

  restore({ host, rule, instance }: AlertSubject, state: AlertState): void {
    this.#set({ host, rule, instance }, state)
  }

  /** Everything that is not simply ok. */
  *all(): Iterable<{ readonly subject: AlertSubject; readonly state: AlertState }> {
    for (const known of this.#hosts.values()) yield* known.values()
  }

  /** The instances of a rule on a host that are not simply ok. */
  instancesOf(host: number, rule: string): readonly string[] {
    return [...(this.#hosts.get(host)?.values() ?? [])].flatMap(({ subject }) => (subject.rule === rule ? [subject.instance] : []))
  }

  of(host: number, rule: string, instance: string): AlertState {
    return this.#hosts.get(host)?.get(keyOf(rule, instance))?.state ?? OK
  }

  /** Takes a value in; answers what is new, if anything is. Unknown values (null) change nothing. */
  judge(judge: Judge, host: number, instance: string, value: number | null, at: number): News | null {
    if (value === null) return null
    const signed = judge.sign * value
    // As a rule nothing is wrong and nothing was.
    if (signed <= judge.rule.warning && !this.#hosts.get(host)?.has(keyOf(judge.key, instance))) return null
    const before = this.of(host, judge.key, instance)
    const { state, change } = stepAlert(before, signed, at, judge.rule)
    if (state === before || (!change && JSON.stringify(state) === JSON.stringify(before))) return null
    const subject = { host, rule: judge.key, instance }
    this.#set(subject, state)
    const event = change && this.#event(subject, before, state, change, at, judge, judge.message(instance, value), value)
    return { ...subject, state, event }
  }

  /** Forgets a subject; an alert that fires ends for the reason given. */
  abandon(subject: AlertSubject, at: number, reason: string, judge: Judge | undefined): News | null {
    const before = this.of(subject.host, subject.rule, subject.instance)
    if (before === OK) return null
    const { state, change } = abandonAlert(before, judge?.rule ?? null)
    this.#set(subject, state)
    const about = judge ?? { title: subject.rule, unit: 'none' as const, threshold: () => null }
    return { ...subject, state, event: change && this.#event(subject, before, state, change, at, about, reason, null) }
  }

  #event(
    subject: AlertSubject,
    before: AlertState,
    state: AlertState,
    { kind, level, flapping }: AlertChange,
    at: number,
    about: Pick<Judge, 'title' | 'unit' | 'threshold'>,
    text: string,
    value: number | null,
  ): AlertEvent {
    const startedAt = state.phase === 'firing' ? state.since : before.phase === 'firing' ? before.since : at
    const comesAndGoes = flapping && kind === 'fired'
    return {
      ...subject,
      kind,
      level,
      hostName: this.#hostName(subject.host),
      title: about.title,
      unit: about.unit,
      value: value !== null && about.unit !== 'none' && Number.isFinite(value) ? value : null,
      threshold: about.threshold(level),
      message: comesAndGoes ? `${text}, and keeps coming and going` : text,
      startedAt,
      at,
      ...(flapping && { flapping }),
    }
  }

  #set(subject: AlertSubject, state: AlertState): void {
    const key = keyOf(subject.rule, subject.instance)
    const known = this.#hosts.get(subject.host) ?? new Map()
    if (state.phase === 'ok' && !state.changes) known.delete(key)
    else known.set(key, { subject, state })
    if (known.size > 0) this.#hosts.set(subject.host, known)
    else this.#hosts.delete(subject.host)
  }
}

function keyOf(rule: string, instance: string): string {
  return `${rule}\n${instance}`
}
