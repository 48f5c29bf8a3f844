export type AnnouncementTone = 'good' | 'warn' | 'bad' | 'quiet'

/** Something said at the edge of the page for a moment, and what can be done about it. */
export interface Announcement {
  readonly tone: AnnouncementTone
  readonly message: string
  /** A page of the app, or something to do. */
  readonly actions?: readonly ({ readonly label: string } & ({ readonly to: string } | { readonly run: () => void }))[]
}

const listeners = new Set<(announcement: Announcement) => void>()

export function announce(announcement: Announcement): void {
  for (const listener of listeners) listener(announcement)
}

/** Tells of every announcement from now on; the answer ends it. */
export function onAnnouncement(listener: (announcement: Announcement) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
