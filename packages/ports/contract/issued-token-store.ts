import type { IssuedTokenStore, StoredUser } from '@hyperion/ports/users'
import { beforeEach, describe, expect, it } from 'vitest'
import { sampleSession } from './sample-session.ts'
import type { UserStoreUnderTest } from './user-store.ts'

const NOW = Date.UTC(2040, 5, 1)

export function issuedTokenStoreContract(
  name: string,
  make: () => Promise<UserStoreUnderTest & { readonly issuedTokens: IssuedTokenStore }>,
): void {
  describe(`${name} as IssuedTokenStore`, () => {
    let made: Awaited<ReturnType<typeof make>>
    let user: StoredUser

    beforeEach(async () => {
      made = await make()
      user = await made.users.create({ username: 'ada', passwordHash: 'h', role: 'admin', mustChangePassword: false, createdAt: NOW })
      return () => made.close()
    })

    const issue = (generation: number, tokenHash: string, userId = user.id): Promise<void> =>
      made.issuedTokens.issue(generation, sampleSession({ userId, tokenHash, kind: 'permanent' }))

    it('counts up for each user, and makes the session', async () => {
      expect(await made.issuedTokens.latest(user.id)).toBe(0)
      await issue(1, 'one')
      await issue(2, 'two')
      expect(await made.issuedTokens.latest(user.id)).toBe(2)
      expect(await made.issuedTokens.latest(user.id + 1)).toBe(0)
      expect((await made.sessions.find('two', NOW))?.session.kind).toBe('permanent')
    })

    it('gives a number once, and makes no session beside', async () => {
      await issue(1, 'one')
      await expect(issue(1, 'other')).rejects.toMatchObject({ code: 'conflict' })
      expect(await made.sessions.find('other', NOW)).toBeUndefined()
      await expect(issue(1, 'nobody', 77)).rejects.toMatchObject({ code: 'not_found' })
      expect(await made.issuedTokens.latest(77)).toBe(0)
    })

    it('remembers a token after its session and its user are gone', async () => {
      await made.users.create({ username: 'root', passwordHash: 'h', role: 'admin', mustChangePassword: false, createdAt: NOW })
      await issue(1, 'one')
      await made.users.delete(user.id)
      expect(await made.sessions.find('one', NOW)).toBeUndefined()
      expect(await made.issuedTokens.wasIssued('one')).toBe(true)
      expect(await made.issuedTokens.wasIssued('two')).toBe(false)
    })
  })
}
