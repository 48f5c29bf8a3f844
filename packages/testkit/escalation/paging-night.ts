import type { Database } from '@hyperion/adapters/db'
import type { EscalationPolicy, EscalationStep } from '@hyperion/domain/escalation'
import type { Incident, Severity } from '@hyperion/domain/incidents'
import type { Bus, Topics } from '@hyperion/ports/bus'
import type { Mail, Mailer, MailResult } from '@hyperion/ports/mail'
import { createBus } from '../bus/index.ts'
import { TestClock } from '../clock/index.ts'
import { FakeOnCall } from './fake-on-call.ts'
import { type TestEscalation, type TestEscalationOptions, testEscalation } from './test-escalation.ts'

const PATIENCE = 300

/** Mail that is kept, or refused as a test wants. */
export class KeptMailer implements Mailer {
  readonly mails: Mail[] = []
  /** What the next ones are answered; all is well afterwards. */
  readonly next: MailResult[] = []

  async send(mail: Mail): Promise<MailResult> {
    const answer = this.next.shift() ?? { ok: true, messageId: 'x' }
    if (answer.ok) this.mails.push(mail)
    return answer
  }

  /** `ada: [CRITICAL] web: INC-… Disk full`, without what differs in every run. */
  get told(): readonly string[] {
    return this.mails.map(({ to, subject }) => `${to.join()}: ${subject.replaceAll(/INC-\w{6}/g, 'INC')}`)
  }
}

/** People, a service and time that passes as a test wants, for hubs that page. */
export class PagingNight {
  readonly clock: TestClock
  readonly bus: Bus
  readonly mailer = new KeptMailer()
  readonly onCall = new FakeOnCall()
  readonly notices: Topics['notification'][] = []
  readonly database: Database
  readonly #hubs: TestEscalation[] = []
  #people: Readonly<Record<string, number>> = {}

  private constructor(database: Database, start?: number) {
    this.database = database
    this.clock = new TestClock(start)
    this.bus = createBus(() => {})
    this.bus.subscribe('notification', (notice) => void this.notices.push(notice))
  }

  /** With `ada`, `bob` and `eve`, who can be reached by mail. */
  static async begin(database: Database, start?: number): Promise<PagingNight> {
    const night = new PagingNight(database, start)
    const ids: Record<string, number> = {}
    for (const username of ['ada', 'bob', 'eve']) {
      const person = { passwordHash: 'h', role: 'technicien', mustChangePassword: false, createdAt: night.clock.now() } as const
      const { id } = await database.users.create({ ...person, username })
      await database.users.update(id, { email: `${username}@example.org` })
      ids[username] = id
    }
    night.#people = ids
    return night
  }

  id(username: string): number {
    return this.#people[username] ?? 0
  }

  user(username: string): EscalationStep['targets'][number] {
    return { type: 'user', id: this.id(username) }
  }

  person(username: string): { id: number; username: string; email: string } {
    return { id: this.id(username), username, email: `${username}@example.org` }
  }

  /** A service whose incidents follow these steps. */
  async service(steps: EscalationPolicy['steps'], more: Partial<Pick<EscalationPolicy, 'repeat' | 'notify'>> = {}): Promise<string> {
    const at = this.clock.now()
    const id = crypto.randomUUID()
    await this.database.escalationPolicies.create({
      id,
      name: `Policy ${id.slice(0, 4)}`,
      description: '',
      steps,
      repeat: 0,
      notify: [],
      createdAt: at,
      updatedAt: at,
      ...more,
    })
    return this.bare(id)
  }

  /** One without a policy, unless an id is given. */
  async bare(policy: string | null = null, name = 'web'): Promise<string> {
    const nothing = { description: '', ownerTeam: null, runbookUrl: null, hosts: [], createdAt: this.clock.now() } as const
    const about = { name, criticality: 'TIER_1_CRITICAL', escalationPolicyId: policy } as const
    return (await this.database.services.create({ ...nothing, ...about })).id
  }

  /** A hub over the same database: one after another, or beside another. */
  hub(more: Partial<TestEscalationOptions> = {}): TestEscalation {
    const { database, clock, bus, mailer, onCall } = this
    const hub = testEscalation({ database, clock, bus, mailer, onCall, ...more })
    this.#hubs.push(hub)
    hub.start()
    return hub
  }

  async open(hub: TestEscalation, service: string, severity: Severity = 'SEV1_CRITICAL'): Promise<Incident> {
    const { incident } = await hub.incidents.create({ title: 'Disk full', service, severity }, null)
    await this.settle()
    return incident
  }

  /** Lets time pass from one thing that is due to the next, each with all that follows from it; `dead` does nothing any more. */
  async pass(ms: number, dead?: TestEscalation): Promise<void> {
    if (dead && this.#hubs.includes(dead)) this.#hubs.splice(this.#hubs.indexOf(dead), 1)
    const { clock, database } = this
    const end = clock.now() + ms
    while (clock.now() < end) {
      const now = clock.now()
      const stores = [database.escalationRuns.nextDue(now), database.pages.nextDue(now), database.incidentSteps.nextDue(now)]
      const due = (await Promise.all(stores)).filter((each) => each !== null).filter((each) => each > now)
      await clock.advance(Math.min(end, ...due) - now)
      await this.settle()
    }
  }

  /** Until the hub has nothing to do at this instant. */
  async settle(): Promise<void> {
    // What a hub that was killed had in hand looks due for a while.
    for (let quiet = 0, rounds = 0; quiet < 3 && rounds < PATIENCE; rounds++) {
      await this.clock.advance(0)
      const now = this.clock.now()
      // Just before this instant, so that what is due at it counts.
      const waits = (await this.database.incidentSteps.nextDue(now - 1)) === now
      quiet = this.#hubs.some(({ busy }) => busy) || waits ? 0 : quiet + 1
    }
  }

  /** What the timeline tells of paging. */
  async timeline({ id }: Pick<Incident, 'id'>): Promise<readonly string[]> {
    const entries = await this.database.incidents.timeline(id)
    return entries.filter(({ type }) => type === 'ESCALATION' || type === 'NOTIFICATION').map(({ message }) => message)
  }
}
