import type { Database } from '@hyperion/adapters/db'
import { type EscalationParts, type EscalationPartsDeps, escalationParts } from '@hyperion/features/escalations'
import { FakeOnCall } from '../escalation/index.ts'

export interface TestPaging extends EscalationParts {
  readonly onCall: FakeOnCall
}

/** Paging over a test's database; nothing runs until a test starts it. */
export function testPaging(
  deps: Omit<EscalationPartsDeps, 'stores' | 'onCall' | 'log' | 'appUrl'> & { readonly database: Database },
): TestPaging {
  const onCall = new FakeOnCall()
  const parts = escalationParts({ ...deps, stores: deps.database, onCall, log: () => {}, appUrl: () => 'https://hyperion.example' })
  return { ...parts, onCall }
}
