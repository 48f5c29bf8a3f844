import { type AlertSubject, ruleOf, type SelectableHost, selectsHost } from '@hyperion/domain/alerts'
import type { GroupId } from '@hyperion/domain/metrics'
import type { Host } from '@hyperion/ports/hosts'
import type { StoredRule } from '@hyperion/ports/rules'
import { type Judge, type RuleJudge, ruleJudge } from './judges.ts'

/** The rules that a host is judged by. */
export interface HostRules {
  readonly metrics: ReadonlyMap<GroupId, readonly RuleJudge[]>
  readonly filling: readonly RuleJudge[]
  readonly silent: readonly RuleJudge[]
  readonly units: readonly RuleJudge[]
}

const NONE: HostRules = { metrics: new Map(), filling: [], silent: [], units: [] }

/** The enabled rules, made ready, by host. */
export class RuleBook {
  #rules: readonly StoredRule[] = []
  #judges = new Map<string, RuleJudge>()
  #hosts = new Map<number, Host>()
  #byHost = new Map<number, HostRules>()
  /** Judges that took the place of others, and those that were replaced, until {@link settle}. */
  readonly #changed = new Set<RuleJudge>()
  readonly #former = new Map<string, RuleJudge>()

  /** Takes over the rules and hosts as they are now; a rule that is the same stays the same judge. */
  update(rules: readonly StoredRule[], hosts: readonly Host[]): void {
    if (rules === this.#rules && sameHosts(hosts, this.#hosts)) return
    const judges = new Map<string, RuleJudge>()
    for (const { id, builtIn: _, updatedAt: __, updatedBy: ___, ...settings } of rules) {
      if (!settings.enabled) continue
      const key = `rule:${id}`
      const known = this.#judges.get(key)
      const judge = known && sameSettings(known, settings) ? known : ruleJudge(key, settings)
      if (known && judge !== known) this.#changed.add(judge)
      judges.set(key, judge)
    }
    for (const [key, judge] of this.#judges) this.#former.set(key, judge)
    this.#judges = judges
    this.#rules = rules
    this.#hosts = new Map(hosts.map((host) => [host.id, host]))
    this.#byHost = new Map()
  }

  get hosts(): ReadonlyMap<number, Host> {
    return this.#hosts
  }

  tagsOf(host: number): readonly string[] {
    return this.#hosts.get(host)?.tags ?? []
  }

  forHost(host: number): HostRules {
    const known = this.#byHost.get(host)
    if (known) return known
    const found = this.#hosts.get(host)
    const rules = found ? rulesOf([...this.#judges.values()], found) : NONE
    this.#byHost.set(host, rules)
    return rules
  }

  /** The judge of a subject, as long as it is judged; `former` also once it is not. */
  judgeOf(subject: AlertSubject, former = false): Judge | undefined {
    const key = ruleOf(subject)
    const judge = this.#judges.get(key) ?? (former ? this.#former.get(key) : undefined)
    return subject.rule === key ? judge : (judge?.noData ?? undefined)
  }

  /** Why a state that was judged before no longer applies; null while it does. */
  reasonToAbandon(subject: AlertSubject): string | null {
    const judge = this.#judges.get(ruleOf(subject))
    const host = this.#hosts.get(subject.host)
    if (!judge || !this.judgeOf(subject)) return 'the rule was switched off, changed or removed'
    if (this.#changed.has(judge)) return 'the rule was changed'
    return host && selectsHost(judge.settings, host) && judge.watches(subject.instance) ? null : 'the rule is not about it any more'
  }

  /** Everything that had a reason to be abandoned was. */
  settle(): void {
    this.#changed.clear()
    this.#former.clear()
  }
}

function rulesOf(judges: readonly RuleJudge[], host: SelectableHost): HostRules {
  const mine = judges.filter(({ settings }) => selectsHost(settings, host))
  const of = (kind: string): readonly RuleJudge[] => mine.filter(({ settings }) => settings.kind === kind)
  const metrics = Map.groupBy(
    mine.filter(({ source }) => source !== null),
    ({ source }) => source?.group ?? 'cpu',
  )
  return { metrics, filling: of('filling'), silent: of('silent'), units: of('unit_failed') }
}

/** A new name alone makes no other rule of it. */
function sameSettings({ settings: { name: _, ...known } }: RuleJudge, { name: __, ...settings }: RuleJudge['settings']): boolean {
  return JSON.stringify(known) === JSON.stringify(settings)
}

function sameHosts(hosts: readonly Host[], known: ReadonlyMap<number, Host>): boolean {
  return hosts.length === known.size && hosts.every((host) => JSON.stringify(known.get(host.id)) === JSON.stringify(host))
}
