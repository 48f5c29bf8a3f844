import type { CommandStore, NewSavedCommand } from '@hyperion/ports/commands'
import { beforeEach, describe, expect, it } from 'vitest'

interface CommandStoreUnderTest {
  readonly commands: CommandStore
  close(): Promise<void>
}

const RESTART: NewSavedCommand = {
  name: 'Restart nginx',
  description: 'é "%" \\',
  program: 'systemctl',
  arguments: ['restart', '{{unit}}', ''],
  directory: null,
  parameters: [
    {
      name: 'unit',
      label: 'Unit',
      kind: 'choice',
      pattern: null,
      min: null,
      max: null,
      options: ['nginx.service'],
      root: null,
      leadingDash: false,
      standard: 'nginx.service',
    },
  ],
  role: 'technicien',
  hosts: [1],
  tags: ['web'],
  timeLimitS: 60,
  dangerous: true,
  confirm: 'Visitors see an error meanwhile',
  author: 'ada',
  updatedAt: Date.UTC(2040, 5, 1),
}

export function commandStoreContract(name: string, make: () => Promise<CommandStoreUnderTest>): void {
  describe(`${name} as CommandStore`, () => {
    let commands: CommandStore

    beforeEach(async () => {
      const made = await make()
      commands = made.commands
      return () => made.close()
    })

    it('keeps commands whole, by name', async () => {
      const restart = await commands.create(RESTART)
      expect(restart).toEqual({ ...RESTART, id: expect.any(Number) })
      const other = await commands.create({ ...RESTART, name: 'Empty the cache', directory: '/srv', parameters: [], arguments: [] })
      expect(await commands.list()).toEqual([other, restart])
      expect(await commands.byId(restart.id)).toEqual(restart)
      expect(await commands.byId(restart.id + 100)).toBeUndefined()
    })

    it('refuses a name that is taken, also at the same moment', async () => {
      const made = await Promise.allSettled([commands.create(RESTART), commands.create(RESTART)])
      expect(made.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      await expect(commands.create(RESTART)).rejects.toMatchObject({ code: 'conflict' })
      const { id } = await commands.create({ ...RESTART, name: 'Other' })
      await expect(commands.update(id, RESTART)).rejects.toMatchObject({ code: 'conflict' })
    })

    it('changes and deletes', async () => {
      const { id } = await commands.create(RESTART)
      const changed = { ...RESTART, program: '/bin/true', author: 'bob', updatedAt: RESTART.updatedAt + 1 }
      expect(await commands.update(id, changed)).toEqual({ ...changed, id })
      await commands.delete(id)
      expect(await commands.list()).toEqual([])
      await expect(commands.update(id, changed)).rejects.toMatchObject({ code: 'not_found' })
      await expect(commands.delete(id)).rejects.toMatchObject({ code: 'not_found' })
    })
  })
}
