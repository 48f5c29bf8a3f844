import type { Database } from '@hyperion/adapters/db'
import { OnCall } from '@hyperion/features/on-call'
import type { TestClock } from '../clock/index.ts'

/** On-call schedules, whose hand-offs nobody is told of. */
export function testOnCall({ onCall: store, users }: Database, clock: TestClock): OnCall {
  return new OnCall({ store, users, clock, onChange: () => {} })
}
