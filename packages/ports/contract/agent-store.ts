import type { HostInventory } from '@hyperion/domain/hosts'
import type { AgentStore } from '@hyperion/ports/agents'
import type { HostStore } from '@hyperion/ports/hosts'
import { beforeEach, describe, expect, it } from 'vitest'

const NOW = Date.UTC(2040, 5, 1)
const KEY = 'A'.repeat(43)
const OTHER_KEY = 'B'.repeat(43)
const TOKEN = { hash: 'h1', label: 'web servers', createdAt: NOW, createdBy: 'admin', expiresAt: NOW + 1000 }
const ENROLMENT = { tokenHash: 'h1', key: KEY, hostname: 'web-01', now: NOW + 999 }

function inventory(hostname: string): HostInventory {
  const os = { name: 'Debian GNU/Linux', version: '12', architecture: 'x86_64', kernel: '6.1' }
  const info = { hostname, os, cpu: { model: null, cores: 2 }, memoryBytes: 4 * 1024 ** 3, bootedAt: NOW }
  return { info, interfaces: [], mounts: [{ mount: '/', device: '/dev/sda1', type: 'ext4', stuck: false }], cloud: null }
}

export function agentStoreContract(
  name: string,
  make: () => Promise<{ agents: AgentStore; hosts: HostStore; close(): Promise<void> }>,
): void {
  describe(`${name} as AgentStore`, () => {
    let agents: AgentStore
    let hosts: HostStore

    beforeEach(async () => {
      const made = await make()
      agents = made.agents
      hosts = made.hosts
      return () => made.close()
    })

    const enrolled = async (): Promise<number> => {
      await agents.addToken(TOKEN)
      return (await agents.enrol(ENROLMENT))?.id ?? 0
    }

    it('lets one agent in with a token, once and in time', async () => {
      const token = await agents.addToken(TOKEN)
      const { hash, ...told } = TOKEN
      expect(token).toEqual({ id: token.id, ...told, usedAt: null, host: null })
      expect(await agents.usableToken(hash, NOW + 999)).toEqual(token)
      expect(await agents.usableToken(hash, NOW + 1000)).toBeUndefined()
      expect(await agents.enrol({ ...ENROLMENT, now: NOW + 1000 })).toBeUndefined()
      expect(await agents.enrol({ ...ENROLMENT, tokenHash: 'unknown' })).toBeUndefined()
      const host = await agents.enrol(ENROLMENT)
      expect(host).toEqual({ id: host?.id, name: 'web-01', kind: 'agent', createdAt: NOW + 999, tags: [] })
      expect(await agents.enrol({ ...ENROLMENT, key: OTHER_KEY })).toBeUndefined()
      expect(await agents.usableToken(hash, NOW)).toBeUndefined()
      expect(await agents.tokens()).toEqual([{ ...token, usedAt: NOW + 999, host: host?.id }])
      expect(await hosts.list()).toEqual([host])
    })

    it('lets one of several that use a token at once in', async () => {
      await agents.addToken(TOKEN)
      const keys = [...'CDEF'].map((letter) => letter.repeat(43))
      const made = await Promise.all(keys.map((key) => agents.enrol({ ...ENROLMENT, key })))
      expect(made.filter((host) => host !== undefined)).toHaveLength(1)
      expect(await hosts.list()).toHaveLength(1)
    })

    it('finds an agent by key and host, with what it told', async () => {
      const host = await enrolled()
      const blank = { version: '', lacks: [], inventory: null, address: '', lastSeen: null, skewMs: null, intervalMs: null }
      const agent = { host, name: 'web-01', key: KEY, enrolledAt: NOW + 999, ...blank }
      expect(await agents.byKey(KEY)).toEqual(agent)
      expect(await agents.byKey(OTHER_KEY)).toBeUndefined()
      const news = {
        version: '1.2',
        lacks: ['live'],
        inventory: inventory('web-01'),
        address: '192.0.2.1',
        lastSeen: NOW,
        skewMs: -3_600_000,
      }
      await agents.keep(new Map([[host, news]]))
      await agents.keep(
        new Map([
          [host + 1, { lastSeen: NOW }],
          [host, { lastSeen: NOW + 5 }],
        ]),
      )
      expect(await agents.byHost(host)).toEqual({ ...agent, ...news, lastSeen: NOW + 5 })
      expect(await agents.list()).toEqual([{ ...agent, ...news, lastSeen: NOW + 5 }])
    })

    it('lets the name of a host follow its machine, until somebody names it', async () => {
      const host = await enrolled()
      const nameAfter = async (hostname: string) => {
        await agents.keep(new Map([[host, { inventory: inventory(hostname) }]]))
        return (await hosts.byId(host))?.name
      }
      expect(await nameAfter('web-01')).toBe('web-01')
      expect(await nameAfter('web-02')).toBe('web-02')
      expect((await agents.change(host, { name: 'shop' }))?.name).toBe('shop')
      expect(await nameAfter('web-03')).toBe('shop')
    })

    it('changes the interval and gives it back to the default', async () => {
      const host = await enrolled()
      expect(await agents.change(host, { intervalMs: 5000 })).toMatchObject({ name: 'web-01', intervalMs: 5000 })
      expect(await agents.change(host, { name: 'x' })).toMatchObject({ name: 'x', intervalMs: 5000 })
      expect(await agents.change(host, { intervalMs: null })).toMatchObject({ intervalMs: null })
      expect(await agents.change(host + 1, { name: 'y' })).toBeUndefined()
    })

    it('refuses the key of a host that was deleted, and deletes no other kind', async () => {
      const hub = await hosts.ensureHub('atlas', NOW)
      const host = await enrolled()
      expect(await agents.remove(hub.id, NOW)).toBe(false)
      expect(await agents.isRevoked(KEY)).toBe(false)
      expect(await agents.remove(host, NOW)).toBe(true)
      expect(await agents.remove(host, NOW)).toBe(false)
      expect(await agents.isRevoked(KEY)).toBe(true)
      expect(await agents.byKey(KEY)).toBeUndefined()
      expect(await hosts.list()).toEqual([hub])
      expect((await agents.tokens())[0]?.host).toBeNull()
    })

    it('takes back a token that nobody used', async () => {
      const { id } = await agents.addToken(TOKEN)
      expect(await agents.removeToken(id)).toBe(true)
      expect(await agents.removeToken(id)).toBe(false)
      const used = await enrolled()
      const [token] = await agents.tokens()
      expect(await agents.removeToken(token?.id ?? 0)).toBe(false)
      expect(await hosts.byId(used)).toBeDefined()
    })
  })
}
