import type { Cursor, PresenceNews } from '@hyperion/wire/documents'

export interface Person {
  /** By which the editor of this person knows itself. */
  readonly client: number
  readonly name: string
  readonly color: string
  readonly edits: boolean
}

interface State {
  readonly user: { readonly name: string; readonly color: string; readonly colorLight: string }
  readonly cursor: Cursor | null
}

type Listener = (change: { readonly added: number[]; readonly updated: number[]; readonly removed: number[] }) => void

/** Dark enough for white letters, told apart also by who sees few colours: the name is always there. */
const COLORS = ['#1d54b0', '#8a3b00', '#12704a', '#7a2a8c', '#9c1f4a', '#0b6470', '#5b5200', '#4a3fb5']

function colorOf(name: string): string {
  let sum = 0
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 997
  return COLORS[sum % COLORS.length] ?? '#1d54b0'
}

/** Who has the document open and where they write, in the shape that the editor asks for. */
export class Presence {
  readonly doc: { readonly clientID: number }
  readonly #onMove: () => void
  readonly #states = new Map<number, State>()
  readonly #people = new Map<number, Person>()
  readonly #listeners = new Set<Listener>()
  #cursor: Cursor | null = null

  constructor(doc: { readonly clientID: number }, onMove: () => void) {
    this.doc = doc
    this.#onMove = onMove
  }

  /** Where this browser's own cursor is. */
  get cursor(): Cursor | null {
    return this.#cursor
  }

  people(): readonly Person[] {
    return [...this.#people.values()].sort((one, other) => one.name.localeCompare(other.name))
  }

  hear({ client, cursor, user }: PresenceNews): void {
    if (client === this.doc.clientID) return
    const known = this.#states.has(client)
    if (user === null) {
      this.#states.delete(client)
      this.#people.delete(client)
      this.#tell({ added: [], updated: [], removed: [client] })
      return
    }
    const color = colorOf(user.name)
    this.#states.set(client, { user: { name: user.name, color, colorLight: `${color}33` }, cursor })
    this.#people.set(client, { client, name: user.name, color, edits: user.edits })
    this.#tell({ added: known ? [] : [client], updated: known ? [client] : [], removed: [] })
  }

  /** Nothing is known of the others any more. */
  clear(): void {
    const removed = [...this.#states.keys()]
    this.#states.clear()
    this.#people.clear()
    if (removed.length > 0) this.#tell({ added: [], updated: [], removed })
  }

  getLocalState(): { readonly cursor: Cursor | null } {
    return { cursor: this.#cursor }
  }

  setLocalStateField(field: string, value: Cursor | null): void {
    if (field !== 'cursor') return
    this.#cursor = value
    this.#onMove()
  }

  getStates(): ReadonlyMap<number, State> {
    return this.#states
  }

  on(_event: 'change', listener: Listener): void {
    this.#listeners.add(listener)
  }

  off(_event: 'change', listener: Listener): void {
    this.#listeners.delete(listener)
  }

  #tell(change: Parameters<Listener>[0]): void {
    for (const listener of this.#listeners) listener(change)
  }
}
