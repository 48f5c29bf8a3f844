import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type Database, openDatabase } from '@hyperion/adapters/db'
import { verifyPassword } from '@hyperion/features/users'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recoverUser } from './recover-user.ts'

const NOW = 1_800_000_000_000

describe('letting somebody in again from the command line', () => {
  let folder: string
  let location: { readonly kind: 'sqlite'; readonly file: string }
  let hub: Database

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hyperion-recover-'))
    location = { kind: 'sqlite', file: path.join(folder, 'hyperion.db') }
    hub = await openDatabase(location)
    const ada = await hub.users.create({
      username: 'ada',
      passwordHash: 'forgotten',
      role: 'admin',
      mustChangePassword: false,
      createdAt: NOW,
    })
    await hub.twoFactor.begin(ada.id, 'sealed', NOW)
    await hub.twoFactor.confirm(ada.id, { secret: 'sealed', step: 1, at: NOW }, [])
  })
  afterEach(async () => {
    await hub.close()
    await rm(folder, { recursive: true })
  })

  const stored = async () => (await hub.users.byUsername('ada')) ?? expect.fail('ada is gone')

  it('gives a password that has to be changed, beside a hub that runs, and leaves the second factor', async () => {
    const { password, secondFactorRemoved } = await recoverUser({ database: location }, 'ada', { now: NOW })

    const ada = await stored()
    expect(await verifyPassword(ada.passwordHash, password)).toBe(true)
    expect(ada.mustChangePassword).toBe(true)
    expect(secondFactorRemoved).toBe(false)
    expect(await hub.twoFactor.confirmedUsers()).toEqual([ada.id])
    expect(await hub.audit.list({ limit: 10 })).toMatchObject([
      { action: 'password.reset', target: 'ada', actor: { id: null, name: 'command line' }, at: NOW },
    ])
  })

  it('switches the second factor off when asked to, and says so in the audit log', async () => {
    expect(await recoverUser({ database: location }, 'ada', { secondFactor: true })).toMatchObject({ secondFactorRemoved: true })
    expect(await hub.twoFactor.confirmedUsers()).toEqual([])
    expect((await hub.audit.list({ limit: 10 })).map(({ action }) => action)).toEqual(['two_factor.reset', 'password.reset'])
    expect(await recoverUser({ database: location }, 'ada', { secondFactor: true })).toMatchObject({ secondFactorRemoved: false })
  })

  it('refuses a user that is not there, and makes no database where none is', async () => {
    await expect(recoverUser({ database: location }, 'eve')).rejects.toThrow('there is no user eve')
    const elsewhere = path.join(folder, 'other', 'hyperion.db')
    await expect(recoverUser({ database: { kind: 'sqlite', file: elsewhere } }, 'ada')).rejects.toThrow('there is no database at')
  })
})
