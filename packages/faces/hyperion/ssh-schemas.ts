import { TIERS, type Tier } from '@hyperion/domain/actions'
import { type Static, Type } from 'typebox'
import { Instant, orNull } from './host-schemas.ts'
import { HostSummaryAnswer, oneOf, strict } from './schemas.ts'

const NAME = '^[^\\p{C}]*\\S[^\\p{C}]*$'
const ONE_LINE = '^[^\\p{C}]+$'
const SECRET_MAX = 1024
const KEY_MAX = 65_536

const Address = Type.String({ minLength: 1, maxLength: 253, description: 'A name or an IP address.', examples: ['web-01.example'] })
const Port = Type.Integer({ minimum: 1, maximum: 65_535, default: 22, examples: [22] })
const Username = Type.String({ minLength: 1, maxLength: 64, pattern: ONE_LINE, examples: ['hyperion-watch'] })
const Fingerprint = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: ONE_LINE,
  description: 'Of the host key, as it was confirmed: `SHA256:…`.',
  examples: ['SHA256:pAnAxNrvA2kPEqCrHTpEJoRTnRlHpmbNhLOYwyoNNyg'],
})
const secret = {
  password: Type.Optional(Type.String({ minLength: 1, maxLength: SECRET_MAX })),
  private_key: Type.Optional(Type.String({ minLength: 1, maxLength: KEY_MAX, description: 'OpenSSH, PEM or PuTTY.' })),
  passphrase: Type.Optional(Type.String({ maxLength: SECRET_MAX, description: 'Of the key; it is not kept.' })),
}

interface Secret {
  readonly password?: string
  readonly private_key?: string
  readonly passphrase?: string
}

export const ProbeBody = Type.Object({ address: Address, port: Type.Optional(Port) }, strict)
export interface ProbeBody {
  readonly address: string
  readonly port: number
}

const HostKey = {
  host_key_type: Type.String({ examples: ['ssh-ed25519'] }),
  host_key: Type.String({ description: 'Its fingerprint, `SHA256:…`, as `ssh-keygen -l` prints it.' }),
}

export const ProbeAnswer = Type.Object({ address: Type.String(), port: Type.Integer(), ...HostKey })

export const NewSshHostBody = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 150, pattern: NAME, description: 'The host’s own unless given.' })),
    address: Address,
    port: Type.Optional(Port),
    username: Username,
    ...secret,
    host_key: Fingerprint,
    interval_seconds: Type.Optional(
      orNull(Type.Integer({ minimum: 1, maximum: 300 }), { description: 'Null for the hub’s own interval.' }),
    ),
  },
  { ...strict, description: 'With either a password or a private key.' },
)
export interface NewSshHostBody extends ProbeBody, Secret {
  readonly name?: string
  readonly username: string
  readonly host_key: string
  readonly interval_seconds?: number | null
}

export const SshAccessBody = Type.Object(
  {
    address: Type.Optional(Address),
    port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
    username: Type.Optional(Username),
    ...secret,
    host_key: Type.Optional(Fingerprint),
  },
  { ...strict, minProperties: 1, description: 'What is left out stays. A password is given again when it would go to another machine.' },
)
export interface SshAccessBody extends Secret {
  readonly address?: string
  readonly port?: number
  readonly username?: string
  readonly host_key?: string
}

const SshHost = Type.Object({
  host: Type.Integer({ description: 'Its id among the hosts.' }),
  name: Type.String(),
  address: Type.String(),
  port: Type.Integer(),
  username: Type.String(),
  secret: Type.Union([Type.Literal('password'), Type.Literal('key')], {
    description: 'Which kind is kept, sealed; never the secret itself.',
  }),
  ...HostKey,
  online: Type.Boolean(),
  last_seen: orNull(Instant),
  created_at: Instant,
  tier: oneOf(TIERS, { description: 'How far it may be operated, within what its account may do.' }),
  file_roots: Type.Array(Type.String(), {
    description: 'Folders that its files may be reached in; none stands for the home folder of its account.',
  }),
  degraded: Type.Array(Type.String(), { description: 'Troubles, one line each.' }),
})

export const SshTierBody = Type.Object(
  {
    tier: oneOf(TIERS),
    file_roots: Type.Optional(
      Type.Array(Type.String({ maxLength: 4095 }), {
        maxItems: 64,
        description:
          'Absolute paths of the folders that its files may be reached in; empty for the home folder of its account. Left out, they stay.',
        examples: [['/srv']],
      }),
    ),
  },
  strict,
)
export type SshTierBody = { readonly tier: Tier; readonly file_roots?: readonly string[] }

export const SshHostAnswer = SshHost
export const SshHostsAnswer = Type.Object({ hosts: Type.Array(SshHost) })

const Figure = orNull(Type.Number())

export const NewSshHostAnswer = Type.Object({
  host: HostSummaryAnswer,
  ssh: SshHost,
  first_sample: Type.Object(
    {
      hostname: Type.String(),
      os: Type.String({ examples: ['Debian GNU/Linux 12'] }),
      cores: Type.Integer(),
      memory_bytes: Type.Integer(),
      memory_usage: Figure,
      load: Figure,
      uptime_seconds: Figure,
      filesystems: Type.Array(Type.Object({ mount: Type.String(), total_bytes: Figure, usage: Figure })),
    },
    { description: 'What the host told when it was tried out; percentages 0–100.' },
  ),
})

export const SshHostParams = Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1, examples: [1] }) }, strict)
export type SshHostParams = Static<typeof SshHostParams>
