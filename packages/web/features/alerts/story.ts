import type { AlertAnswer } from '@hyperion/wire/web'

type Event = AlertAnswer['events'][number]
type Delivery = AlertAnswer['deliveries'][number]

export type StoryLine = { readonly at: number; readonly event: Event } | { readonly at: number; readonly delivery: Delivery }

/** What happened and who was told, in order: what is told stands after what it tells of. */
export function storyOf({ events, deliveries }: Pick<AlertAnswer, 'events' | 'deliveries'>): readonly StoryLine[] {
  const lines: StoryLine[] = [
    ...events.map((event) => ({ at: Date.parse(event.at), event })),
    ...deliveries.map((delivery) => ({ at: Date.parse(delivery.finished_at ?? delivery.created_at), delivery })),
  ]
  return lines.toSorted((a, b) => a.at - b.at || Number('delivery' in a) - Number('delivery' in b))
}
