/** What was typed and not yet kept by the hub, over a reload of the page. */
export interface UnsavedStore {
  load(): Uint8Array | null
  /** Null when everything is kept. */
  save(change: Uint8Array | null): void
}

/** More would fill what a browser gives to a site. */
const MOST = 2 * 1024 * 1024

/** In the browser's own storage, apart for each user. */
export function browserUnsaved(user: number, document: string): UnsavedStore {
  const key = `hyperion.unsaved.${user}.${document}`
  return {
    load() {
      try {
        const text = localStorage.getItem(key)
        return text === null ? null : Uint8Array.from(atob(text), (character) => character.charCodeAt(0))
      } catch {
        return null
      }
    },
    save(change) {
      try {
        if (change === null || change.length > MOST) localStorage.removeItem(key)
        else localStorage.setItem(key, btoa(Array.from(change, (byte) => String.fromCharCode(byte)).join('')))
      } catch {
        // Full or forbidden: the page itself still has it.
      }
    },
  }
}
