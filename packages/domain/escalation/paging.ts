/** How much it matters that somebody is reached: SEV1 and SEV2 are urgent. */
export const URGENCIES = ['urgent', 'other'] as const
export type Urgency = (typeof URGENCIES)[number]

/** One's own address, and one's browsers: everybody has these. Whatever else is a contact method of its own, by its id. */
export const OWN_METHODS = ['mail', 'push'] as const
export type OwnMethod = (typeof OWN_METHODS)[number]

/** By which way one is reached how long after being paged. */
export interface NotificationRule {
  readonly urgency: Urgency
  readonly delayMinutes: number
  /** `mail`, `push`, or the id of a contact method. */
  readonly method: string
}

export const RULE_LIMITS = { rules: 20, delayMinutes: 1440, methods: 20, label: 100 } as const

/** Of those who chose nothing: nobody is left unreachable for want of a setting. */
const DEFAULT_RULES = OWN_METHODS.map((method) => ({ method, delayMinutes: 0 }))

export interface PlannedPage {
  readonly method: string
  readonly delayMinutes: number
}

/**
 * How a person is paged: by the rules of the urgency, as far as their methods work; by every own method that works at
 * once when none does, or none was chosen. Nothing when there is no way at all.
 */
export function pagesFor(rules: readonly NotificationRule[], urgency: Urgency, works: (method: string) => boolean): readonly PlannedPage[] {
  const chosen = rules.filter((rule) => rule.urgency === urgency && works(rule.method))
  const all = chosen.length > 0 ? chosen : DEFAULT_RULES.filter(({ method }) => works(method))
  const seen = new Set<string>()
  return all
    .map(({ method, delayMinutes }) => ({ method, delayMinutes }))
    .sort((a, b) => a.delayMinutes - b.delayMinutes)
    .filter(({ method, delayMinutes }) => {
      const key = `${method} ${delayMinutes}`
      return !seen.has(key) && seen.add(key)
    })
}

/** What a page says: that something is to be taken on, that someone did, or that it is over. */
export const PAGE_KINDS = ['page', 'reopened', 'ack', 'resolved', 'test'] as const
export type PageKind = (typeof PAGE_KINDS)[number]

export const PAGE_STATUSES = ['queued', 'sent', 'failed', 'expired'] as const
export type PageStatus = (typeof PAGE_STATUSES)[number]

/** Whether it asks somebody to take an incident on: pointless once somebody has. */
export function asksForHelp(kind: PageKind): boolean {
  return kind === 'page' || kind === 'reopened'
}
