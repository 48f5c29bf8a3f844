import { DomainError } from '@hyperion/domain/errors'
import { type MarkdownDocument, markdownPdf } from '../reports/index.ts'

/** A document that takes longer is too long. */
const TIME_MS = 60_000
/** That may wait for one that is being drawn. */
const WAITING = 8

/** Draws one document after the other: each takes a process of its own. */
export class DocumentPrinter {
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** Rejects with `conflict` when it would take too long. */
  async print(document: MarkdownDocument): Promise<Uint8Array> {
    if (this.#waiting >= WAITING) throw new DomainError('conflict', 'Too many documents are being drawn: try again in a minute')
    this.#waiting += 1
    const drawn = this.#last.then(() => draw(document))
    this.#last = drawn.catch(() => {})
    try {
      return await drawn
    } finally {
      this.#waiting -= 1
    }
  }
}

async function draw(document: MarkdownDocument): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(TIME_MS)
  try {
    return await markdownPdf(document, signal)
  } catch (error) {
    if (signal.aborted) throw new DomainError('conflict', 'The document is too long for a PDF')
    throw error
  }
}
