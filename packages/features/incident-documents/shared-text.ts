import { DomainError } from '@hyperion/domain/errors'
import * as Y from 'yjs'

/** Under which name the text is kept, the same in the browser. */
const TEXT = 'markdown'

/** Nothing was changed, everything was, or some of it waits for a change that has not come. */
export type Applied = 'nothing' | 'changed' | 'waits'

/** A text that several people change at once, each in a copy of their own: all copies become the same. */
export class SharedText {
  readonly #doc = new Y.Doc()
  readonly #text = this.#doc.getText(TEXT)
  #changed = false

  /** The state of a new text. */
  static state(markdown: string): Uint8Array {
    const text = new SharedText()
    text.replace(markdown)
    return text.state()
  }

  constructor(...changes: readonly Uint8Array[]) {
    for (const change of changes) this.apply(change)
    this.#doc.on('update', () => {
      this.#changed = true
    })
  }

  get markdown(): string {
    return this.#text.toString()
  }

  get length(): number {
    return this.#text.length
  }

  state(): Uint8Array {
    return Y.encodeStateAsUpdate(this.#doc)
  }

  /** What this copy has, in few bytes. */
  vector(): Uint8Array {
    return Y.encodeStateVector(this.#doc)
  }

  /** What another copy lacks. Rejects with `validation_failed` what is no vector. */
  changesSince(vector: Uint8Array): Uint8Array {
    return readable(() => Y.encodeStateAsUpdate(this.#doc, vector))
  }

  /** Rejects with `validation_failed` what is no change: then this copy may be spoilt. */
  apply(change: Uint8Array): Applied {
    this.#changed = false
    readable(() => Y.applyUpdate(this.#doc, change))
    const { pendingStructs, pendingDs } = this.#doc.store
    return this.#changed ? 'changed' : pendingStructs || pendingDs ? 'waits' : 'nothing'
  }

  copy(): SharedText {
    return new SharedText(this.state())
  }

  /** Changes only what is different, so that others keep their place; answers the change, null for none. */
  replace(markdown: string): Uint8Array | null {
    const before = this.markdown
    if (markdown === before) return null
    const { start, end } = sameEnds(before, markdown)
    const vector = this.vector()
    this.#doc.transact(() => {
      this.#text.delete(start, before.length - start - end)
      this.#text.insert(start, markdown.slice(start, markdown.length - end))
    })
    return this.changesSince(vector)
  }

  free(): void {
    this.#doc.destroy()
  }
}

/** Rejects with `validation_failed` what cannot be read as a change. */
export function checkChange(change: Uint8Array): void {
  readable(() => Y.decodeUpdate(change))
}

function readable<T>(work: () => T): T {
  try {
    return work()
  } catch {
    throw new DomainError('validation_failed', 'not a change of a text')
  }
}

/** How many characters two texts have in common at either end, no character cut in two. */
function sameEnds(one: string, other: string): { start: number; end: number } {
  const most = Math.min(one.length, other.length)
  let start = 0
  while (start < most && one[start] === other[start]) start += 1
  if (start > 0 && isHighHalf(one.charCodeAt(start - 1))) start -= 1
  let end = 0
  while (end < most - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1
  if (end > 0 && isLowHalf(one.charCodeAt(one.length - end))) end -= 1
  return { start, end }
}

const isHighHalf = (code: number): boolean => code >= 0xd800 && code < 0xdc00
const isLowHalf = (code: number): boolean => code >= 0xdc00 && code < 0xe000
