import { DomainError } from '@hyperion/domain/errors'
import { type CatalogProblem, sameName } from '@hyperion/domain/services'

/** Tells what is wrong with one field. */
export function wrong(field: string, problem: CatalogProblem): DomainError {
  return new DomainError('validation_failed', `${field}: ${problem}`, { details: { [field]: [problem] } })
}

function nameTaken(): DomainError {
  return new DomainError('conflict', 'This name is taken', { details: { name: ['taken' satisfies CatalogProblem] } })
}

/** Refuses a name that another one has, in whatever case. */
export function refuseTaken(
  name: string | undefined,
  known: readonly { readonly id: string; readonly name: string }[],
  own?: string,
): void {
  if (name !== undefined && known.some((each) => each.id !== own && sameName(each.name, name))) throw nameTaken()
}

/** Does a change whose name somebody else may take at the same moment. */
export async function naming<T>(change: () => Promise<T>): Promise<T> {
  try {
    return await change()
  } catch (error) {
    throw error instanceof DomainError && error.code === 'conflict' ? nameTaken() : error
  }
}

export function found<T>(item: T | undefined, what: string): T {
  if (item === undefined) throw new DomainError('not_found', `no such ${what}`)
  return item
}
