import { sessionStoreContract } from '@hyperion/ports/contract'
import { openTestDatabase } from '@hyperion/testkit/database'
import { FallbackSessions } from './fallback-sessions.ts'

sessionStoreContract('sessions with a fallback', async () => {
  const database = await openTestDatabase()
  return { ...database, sessions: new FallbackSessions(database.sessions, database.users) }
})
