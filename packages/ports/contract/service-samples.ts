import type { NewService } from '@hyperion/ports/services'
import type { NewSshHost } from '@hyperion/ports/ssh-hosts'

export const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000'

export const NEW_SERVICE: NewService = {
  name: 'redis-prod',
  description: 'É"%',
  ownerTeam: null,
  criticality: 'TIER_1_CRITICAL',
  runbookUrl: 'https://wiki.example.com/redis',
  escalationPolicyId: UNKNOWN_ID,
  hosts: [],
  createdAt: Date.UTC(2040, 5, 1),
}

const OS = { name: 'Debian GNU/Linux', version: '12', architecture: 'x86_64', kernel: '6.1' }

/** A host beside the hub's own. */
export const SECOND_HOST: NewSshHost = {
  name: 'web-01',
  address: 'web-01.example',
  port: 22,
  username: 'hyperion-watch',
  secretKind: 'key',
  sealedSecret: 'v1.sealed',
  hostKey: { type: 'ssh-ed25519', key: 'AAAA', fingerprint: 'SHA256:x' },
  intervalMs: null,
  inventory: {
    info: { hostname: 'web-01', os: OS, cpu: { model: null, cores: 2 }, memoryBytes: 4 * 1024 ** 3, bootedAt: 0 },
    interfaces: [],
    mounts: [],
    cloud: null,
  },
  now: NEW_SERVICE.createdAt,
}
