import type { WhoIsOnCall } from '@hyperion/features/escalations'

type Person = Awaited<ReturnType<WhoIsOnCall['now']>>[number]

/** Schedules whose people a test names, by the instant. */
export class FakeOnCall implements WhoIsOnCall {
  readonly #schedules = new Map<
    string,
    { readonly name: string; readonly people: readonly Person[]; readonly at: (now: number) => readonly Person[] }
  >()

  add(id: string, name: string, people: readonly Person[], at: (now: number) => readonly Person[]): void {
    this.#schedules.set(id, { name, people, at })
  }

  async now(schedule: string, at: number): Promise<readonly Person[]> {
    return this.#schedules.get(schedule)?.at(at) ?? []
  }

  async schedules(): ReturnType<WhoIsOnCall['schedules']> {
    return [...this.#schedules].map(([id, { name, people }]) => ({ id, name, participants: people.map((each) => each.id) }))
  }
}
