import { type Static, type TSchema, type TSchemaOptions, Type } from 'typebox'
import { OtpField, OtpRequired } from '../shared/index.ts'

const at = '2025-01-08T15:30:00Z'
const CheckedAt = Type.String({ format: 'date-time', examples: [at], description: 'Time of the sample, UTC, without fractions.' })
const figure = (example: number): TSchema => Type.Union([Type.Number(), Type.Null()], { examples: [example] })
const whole = (example: number): TSchema => Type.Union([Type.Integer(), Type.Null()], { examples: [example] })
const text = (example: string): TSchema => Type.String({ examples: [example] })
const oneOf = (values: readonly string[], options: TSchemaOptions = {}): TSchema => Type.Enum([...values], { type: 'string', ...options })
const Hostname = text('serveur-prod-01')

const Amounts = (total: number, used: number, free: number, percent: number): TSchema =>
  Type.Object({ total_gb: figure(total), used_gb: figure(used), free_gb: figure(free), usage_percent: figure(percent) })

const Cpu = Type.Object({ usage_percent: figure(45.2), cores: Type.Integer({ examples: [4] }) })
const Memory = Amounts(16, 10.5, 5.5, 65.6)
const Disk = Amounts(500, 320, 180, 64)

export const ERROR_SCHEMA = 'HealthCheckError'

export const ErrorAnswer = Type.Object(
  {
    error: text('Introuvable'),
    message: text("La ressource demandée n'existe pas"),
    details: Type.Optional(Type.Record(Type.String(), Type.Array(Type.String()), { description: 'What is wrong, by field.' })),
    otp_required: Type.Optional(OtpRequired),
    retry_after: Type.Optional(Type.Integer({ description: 'Seconds, where a limit is exceeded.' })),
  },
  { $id: ERROR_SCHEMA },
)

export const HealthAnswer = Type.Object({
  status: oneOf(['UP', 'DOWN'], { examples: ['UP'] }),
  hostname: Hostname,
  checked_at: CheckedAt,
  degraded: Type.Array(Type.String(), { description: 'Troubles that do not stop it.' }),
})

export const CpuAnswer = Type.Object({ checked_at: CheckedAt, cpu: Cpu })
export const MemoryAnswer = Type.Object({ checked_at: CheckedAt, memory: Memory })
export const DiskAnswer = Type.Object({ checked_at: CheckedAt, disk: Disk })

export const SystemAnswer = Type.Object({
  checked_at: CheckedAt,
  hostname: Hostname,
  status: Type.Literal('UP'),
  cpu: Cpu,
  memory: Memory,
  disk: Disk,
  uptime: Type.Object({
    days: Type.Integer({ examples: [45] }),
    hours: Type.Integer({ examples: [12] }),
    minutes: Type.Integer({ examples: [30] }),
    formatted: text('45 jours, 12 heures, 30 minutes'),
  }),
})

export const OsAnswer = Type.Object({
  checked_at: CheckedAt,
  os: Type.Object({ name: text('Ubuntu'), version: text('22.04.3 LTS'), architecture: text('x86_64'), kernel: text('5.15.0-91-generic') }),
})

export const LoadAnswer = Type.Object({
  checked_at: CheckedAt,
  load_average: Type.Object({ '1_min': figure(0.52), '5_min': figure(0.48), '15_min': figure(0.45) }),
})

export const NetworkAnswer = Type.Object({
  checked_at: CheckedAt,
  network: Type.Object({
    interfaces: Type.Array(
      Type.Object({
        name: text('eth0'),
        ip_address: Type.Union([Type.String(), Type.Null()], { examples: ['192.168.1.100'] }),
        mac_address: Type.Union([Type.String(), Type.Null()], { examples: ['00:1A:2B:3C:4D:5E'] }),
        bytes_sent_mb: figure(1250.5),
        bytes_recv_mb: figure(3420.8),
      }),
    ),
    total_connections: whole(42),
  }),
})

export const ProcessesAnswer = Type.Object({
  checked_at: CheckedAt,
  total_processes: whole(156),
  running: whole(2),
  sleeping: whole(153),
  stopped: whole(0),
  zombie: whole(1),
})

export const TopProcessesAnswer = Type.Object({
  checked_at: CheckedAt,
  top_processes: Type.Array(
    Type.Object({ pid: Type.Integer({ examples: [1234] }), name: text('mysql'), cpu_percent: figure(25.4), memory_percent: figure(15.2) }),
  ),
  total_processes: Type.Integer({ examples: [156] }),
})

export const ServicesAnswer = Type.Object({
  checked_at: CheckedAt,
  services: Type.Array(
    Type.Object({
      name: text('nginx'),
      status: oneOf(['running', 'stopped'], { examples: ['running'] }),
      uptime: Type.Union([Type.String(), Type.Null()], { examples: ['5 days'] }),
      state: text('running'),
    }),
  ),
})

export const AlertsAnswer = Type.Object({
  checked_at: CheckedAt,
  alerts: Type.Array(
    Type.Object({
      type: oneOf(['CPU', 'MEMORY', 'DISK'], { examples: ['CPU'] }),
      level: oneOf(['warning', 'critical'], { examples: ['critical'] }),
      message: text('CPU usage is at 94%'),
      value: Type.Number({ examples: [94] }),
      threshold: Type.Number({ examples: [90] }),
    }),
  ),
  total_alerts: Type.Integer({ examples: [2] }),
})

const strict = { additionalProperties: false } as const

export const NoQuery = Type.Object({}, strict)
export const NetworkQuery = Type.Object(
  { all: Type.Optional(Type.Boolean({ description: 'Loopback and virtual interfaces too.' })) },
  strict,
)
export const TopQuery = Type.Object(
  { sort: Type.Optional(oneOf(['cpu', 'memory'], { description: 'What “top” goes by; `cpu` when left out.' })) },
  strict,
)

const password = (description: string): TSchema => Type.String({ minLength: 1, maxLength: 1024, description })

export const LoginBody = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 150, examples: ['admin'] }),
    password: Type.String({ minLength: 1, maxLength: 1024, examples: ['admin123'] }),
    otp: Type.Optional(OtpField),
  },
  strict,
)
export type LoginBody = Static<typeof LoginBody>

export const PasswordBody = Type.Object(
  {
    current_password: password('The password of today.'),
    new_password: password('The password to come.'),
    confirm_password: password('The password to come, once more.'),
  },
  strict,
)
export interface PasswordBody {
  readonly current_password: string
  readonly new_password: string
  readonly confirm_password: string
}

const identity = {
  id: Type.Integer({ examples: [1] }),
  username: text('admin'),
  role: oneOf(['viewer', 'technicien', 'admin'], { examples: ['admin'] }),
  permissions: Type.Array(oneOf(['read', 'execute', 'config', 'users']), { examples: [['read', 'execute', 'config', 'users']] }),
}

export const LoginAnswer = Type.Object({
  message: text('Connexion réussie'),
  token: text('p3R0v8m0b2qk5n7r9t1w3y5z7B9D1F3H5J7L9N1Q3S4'),
  user: Type.Object(identity),
  expires_at: Type.String({ format: 'date-time', examples: ['2025-01-09T15:30:00Z'] }),
  must_change_password: Type.Boolean({ examples: [true] }),
})

export const MeAnswer = Type.Object({
  checked_at: CheckedAt,
  user: Type.Object({
    ...identity,
    created_at: Type.String({ format: 'date-time', examples: ['2025-01-01T10:00:00Z'] }),
    last_login: Type.Union([Type.String({ format: 'date-time' }), Type.Null()], { examples: ['2025-01-08T14:00:00Z'] }),
    must_change_password: Type.Boolean({ examples: [false] }),
  }),
})

export const MessageAnswer = (message: string): TSchema => Type.Object({ message: text(message) })
