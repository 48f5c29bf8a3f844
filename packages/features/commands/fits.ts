import { createContext, runInContext } from 'node:vm'

/** A pattern that takes longer than this for a short text is one that does not end. */
const PATIENCE_MS = 250

const given = createContext({ pattern: '', text: '' })

/** Whether a text fits a pattern as a whole; false also when that cannot be told in good time. */
export function fits(pattern: string, text: string): boolean {
  Object.assign(given, { pattern: `^(?:${pattern})$`, text })
  try {
    return runInContext('new RegExp(pattern, "u").test(text)', given, { timeout: PATIENCE_MS }) === true
  } catch {
    return false
  }
}
