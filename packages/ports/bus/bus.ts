import type { Action } from '@hyperion/domain/actions'
import type { Notice } from '@hyperion/domain/alerts'
import type { Report } from '@hyperion/domain/metrics'

/** What travels on the live bus, by topic. */
export interface Topics {
  /** A host's live sample, about once a second for the hub's own machine. */
  live: { readonly host: number; readonly report: Report }
  notification: Notice & {
    /** Whether the list of notifications has it already. */
    readonly kept?: boolean
  }
  /** An action was asked for, or went on. */
  action: { readonly action: Action }
  /** An incident began or changed, or something was added to it. */
  incident: { readonly id: string; readonly shortId: string; readonly at: number }
}

/** Live data between the parts of the hub: at most once, in order per publisher, nothing kept. */
export interface Bus {
  publish<T extends keyof Topics>(topic: T, message: Topics[T]): void
  /** A subscriber that throws harms neither the publisher nor the others. The answer unsubscribes. */
  subscribe<T extends keyof Topics>(topic: T, subscriber: (message: Topics[T]) => void): () => void
}
