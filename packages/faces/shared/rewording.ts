import { DomainError, type ErrorDetails } from '@hyperion/domain/errors'

/** How a face tells what a feature finds wrong: its own field names, and a sentence for each rule. */
export interface Rewording {
  /** By the feature's field names; the same where none is given. */
  readonly fields?: Readonly<Record<string, string>>
  readonly sentences: Readonly<Record<string, string>>
}

/** Does work of a feature; the rules that it finds broken come out in words. */
export async function reworded<T>(rewording: Rewording, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof DomainError) || !error.info.details) throw error
    throw new DomainError(error.code, error.message, { ...error.info, details: reword(error.info.details, rewording) })
  }
}

function reword(details: ErrorDetails, { fields, sentences }: Rewording): ErrorDetails {
  const entries = Object.entries(details).map(([field, rules]) => [fields?.[field] ?? field, rules.map((rule) => sentences[rule] ?? rule)])
  return Object.fromEntries(entries)
}
