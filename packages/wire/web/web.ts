/**
 * What the web app and the hub say to each other besides the public contracts, all under `/api/` and authenticated by
 * the session cookie or a Bearer token. Times are epoch milliseconds. Errors: `{error: CODE, message, details}`.
 */
import type { Thresholds } from '@hyperion/domain/alerts'
import type { HostDown, HostKind } from '@hyperion/domain/hosts'
import type { GroupId } from '@hyperion/domain/metrics'
import type { Role } from '@hyperion/domain/users'
import type { Finding } from '../check/index.ts'

/** `POST /api/session` {username, password}, `GET /api/session`; `DELETE /api/session` answers 204. */
export interface SessionAnswer {
  readonly user: { readonly id: number; readonly username: string; readonly role: string; readonly permissions: readonly string[] }
  readonly must_change_password: boolean
  readonly expires_at: string
}

/** `POST /api/session/password`, answers 204. */
export interface PasswordRequest {
  readonly current_password: string
  readonly new_password: string
  readonly confirm_password: string
}

/** `GET /api/session/options`, for everyone. */
export interface SignInOptionsAnswer {
  /** `POST /api/password-reset` {account}, then `POST /api/password-reset/confirm` {token, new_password}. */
  readonly password_reset: boolean
  /** Where `/api/oidc/start?next=…` leads; null when nowhere. */
  readonly single_sign_on: { readonly label: string } | null
}

/** `GET /api/profile`; `PUT /api/profile` {password, email?, first_name?, last_name?} answers it too. */
export interface ProfileAnswer {
  readonly username: string
  readonly role: string
  /** Empty when unknown, as the names are. */
  readonly email: string
  readonly first_name: string
  readonly last_name: string
  /** Whether the user has a password here. */
  readonly password: boolean
}

/** `GET /api/two-factor` */
export interface TwoFactorAnswer {
  readonly enabled: boolean
  /** ISO 8601; null while it is off. */
  readonly since: string | null
  /** Recovery codes that are left. */
  readonly recovery_codes: number
  /** Whether the user has a password here; one who signs in elsewhere has none to confirm. */
  readonly password: boolean
}

/** `POST /api/two-factor` {password}: counts once `POST /api/two-factor/confirm` {otp} was given a code of it. */
export interface EnrolmentAnswer {
  /** Base32. */
  readonly secret: string
  /** `otpauth://…` */
  readonly uri: string
  /** The same as a picture: `data:image/svg+xml;base64,…` */
  readonly qr: string
}

/** `POST /api/two-factor/confirm` and `POST /api/two-factor/recovery-codes`, both {otp}: shown this once. */
export interface RecoveryCodesAnswer {
  readonly recovery_codes: readonly string[]
}

export interface HostSummary {
  readonly id: number
  readonly name: string
  readonly kind: HostKind
  /** Sorted; `PUT /api/hosts/{id}/tags` {tags} answers the {@link HostSummary}. */
  readonly tags: readonly string[]
  /** Its reports come. */
  readonly online: boolean
  /** By the hub's clock; null before the first sign of life. */
  readonly last_seen: number | null
  /** What is away while its reports do not come; null while they do, and where nothing looks. */
  readonly down: HostDown | null
  /** From one stored report to the next. */
  readonly interval_seconds: number
  /** The interval was set for this host; otherwise it is the hub's. */
  readonly own_interval: boolean
  /** What cannot be seen of this host, since its kind or its agent's age does not allow it. */
  readonly lacks: readonly string[]
  /** Troubles, one line each; those of the hub's own machine as in /health. */
  readonly degraded: readonly string[]
  /** Null for a host without one. */
  readonly agent: AgentAnswer | null
}

/** The agent of a host, as it is at this moment. */
export interface AgentAnswer {
  readonly version: string
  /** Where its connection comes or came from. */
  readonly address: string
  readonly connected: boolean
  readonly last_seen: number | null
  readonly enrolled_at: number
  readonly interval_seconds: number
  /** The interval was set for this host; otherwise it is the hub's. */
  readonly own_interval: boolean
  /** How far its clock is ahead of the hub's; negative when behind. */
  readonly skew_ms: number | null
  /** What the agent is too old for. */
  readonly lacks: readonly string[]
  /** Reports that wait on the host; null while the agent is not connected. */
  readonly buffer: {
    readonly reports: number
    readonly bytes: number
    readonly dropped: number
    readonly refused: number
    readonly trouble: string | null
  } | null
  /** A second agent claims to be this host. */
  readonly conflict: { readonly at: number; readonly connected: Claimant; readonly refused: Claimant } | null
}

interface Claimant {
  readonly hostname: string
  readonly address: string
}

export interface EnrolmentTokenRow {
  readonly id: number
  readonly label: string
  readonly created_at: number
  readonly created_by: string
  readonly expires_at: number
  readonly used_at: number | null
  /** The host it let in, while there is one. */
  readonly host: number | null
}

/** `GET /api/enrolment-tokens`, newest first; `DELETE /api/enrolment-tokens/{id}` takes an unused one back. */
export interface EnrolmentTokensAnswer {
  readonly tokens: readonly EnrolmentTokenRow[]
}

/** `POST /api/enrolment-tokens` {label, minutes}, answers 201; the token is told this once. */
export interface NewEnrolmentTokenAnswer extends EnrolmentTokenRow {
  readonly token: string
  /** Where agents reach the hub. */
  readonly hub: string
  /** `sha256:…` of the hub's certificate where nobody else vouches for it; agents then need it. */
  readonly pin: string | null
  /** The same for curl, of its public key: `sha256//…`. */
  readonly pin_key: string | null
  /** To be pasted on the host. */
  readonly command: string
}

/** One result of `GET /api/self-check`, in English; the web app has words of its own for the code. */
export interface FindingAnswer extends Finding {
  readonly message: string
  readonly fix: string | null
  readonly snippet: { readonly proxy: string; readonly text: string } | null
}

/** `GET /api/self-check`: whether other machines reach the hub. */
export interface SelfCheckAnswer {
  readonly url: string
  readonly checked_at: number
  readonly ok: boolean
  readonly findings: readonly FindingAnswer[]
}

/** `GET /api/hosts` */
export interface HostsAnswer {
  readonly hosts: readonly HostSummary[]
}

/** `GET /api/hosts/{id}`: what it is and which series have history. */
export interface HostAnswer extends HostSummary {
  readonly info: {
    readonly hostname: string
    readonly os: { readonly name: string; readonly version: string; readonly architecture: string; readonly kernel: string }
    readonly cpu: { readonly model: string | null; readonly cores: number }
    readonly memory_bytes: number
    readonly booted_at: number
  }
  readonly interfaces: readonly {
    readonly name: string
    readonly ipv4: readonly string[]
    readonly ipv6: readonly string[]
    readonly mac: string | null
    readonly speed: number | null
    readonly up: boolean
    readonly virtual: boolean
  }[]
  /** Where a machine of a cloud runs. */
  readonly cloud: { readonly provider: string; readonly region: string | null; readonly instance_type: string | null } | null
  readonly mounts: readonly { readonly mount: string; readonly device: string; readonly type: string; readonly stuck: boolean }[]
  readonly series: readonly { readonly group: GroupId; readonly instance: string; readonly first: number; readonly last: number }[]
}

/**
 * `GET /api/hosts/{id}/series?group=cpu&instance=&metrics=cpu.user,cpu.system&from=…&to=…&points=1000`.
 * `metrics` left out means all of the group; `instance` left out means `''`. A gap has no times.
 */
export interface SeriesAnswer {
  readonly group: GroupId
  readonly instance: string
  /** Width of a bucket in ms, 0 when the points are as stored. */
  readonly bucket: number
  /** Some stored blocks in the range are damaged and were left out. */
  readonly damaged: boolean
  readonly times: readonly number[]
  readonly columns: readonly {
    readonly metric: string
    readonly values: readonly (number | null)[]
    readonly min?: readonly (number | null)[]
    readonly max?: readonly (number | null)[]
  }[]
}

/** `GET /api/services`: every unit of this machine. */
export interface UnitsAnswer {
  readonly timestamp: string
  readonly services: readonly {
    readonly name: string
    readonly description: string
    readonly status: string
    /** Epoch ms, null unless running. */
    readonly since: number | null
    readonly enabled: boolean | null
  }[]
}

export interface UserRow {
  readonly id: number
  readonly username: string
  readonly role: Role
  /** Empty when unknown, as the names are. */
  readonly email: string
  readonly first_name: string
  readonly last_name: string
  /** ISO 8601. */
  readonly created_at: string
  readonly last_login: string | null
  readonly must_change_password: boolean
  readonly two_factor: boolean
}

/** `GET /api/users`, oldest first. `GET /api/users/{id}` answers one {@link UserRow}, `DELETE /api/users/{id}` 204. */
export interface UsersAnswer {
  readonly users: readonly UserRow[]
}

/** `POST /api/users`, answers 201 and the {@link UserRow}; the password has to be changed at the first login. */
export interface NewUserRequest {
  readonly username: string
  readonly password: string
  readonly role: Role
}

/**
 * `PUT /api/users/{id}`, answers the {@link UserRow}; what is left out stays. A new role or password ends every session
 * of the user, and a new password has to be changed at the next login. The last administrator keeps the role (409).
 */
export interface UserChangeRequest {
  readonly role?: Role
  readonly email?: string
  readonly first_name?: string
  readonly last_name?: string
  readonly password?: string
}

/** `GET /api/thresholds`, and the answer to a PUT. */
export interface ThresholdsAnswer {
  readonly thresholds: Thresholds
  /** The latest change, ISO 8601; null while all are the defaults. */
  readonly updated_at: string | null
  /** Who made it; null while all are the defaults, and when that user is gone. */
  readonly updated_by: string | null
}

/** `PUT /api/thresholds`: whole percentages, warning below critical; a resource left out stays. */
export type ThresholdsRequest = Partial<Thresholds>

/** `POST /api/ssh-hosts/probe` {address, port?} */
export interface SshProbeAnswer {
  readonly address: string
  readonly port: number
  readonly host_key_type: string
  /** `SHA256:…`, to be confirmed. */
  readonly host_key: string
}

/** `PUT /api/ssh-hosts/{id}` {address?, port?, username?, password? | private_key?, passphrase?, host_key?} answers it too. */
export interface SshHostRow {
  readonly host: number
  readonly name: string
  readonly address: string
  readonly port: number
  readonly username: string
  /** Which kind is kept. */
  readonly secret: 'password' | 'key'
  readonly host_key_type: string
  readonly host_key: string
  readonly online: boolean
  readonly last_seen: number | null
  readonly created_at: number
  /** How far it may be operated. */
  readonly tier: 'observe' | 'operate' | 'full'
  /** Folders that its files may be reached in; none stands for the home folder of the account. */
  readonly file_roots: readonly string[]
  readonly degraded: readonly string[]
}

/** `GET /api/ssh-hosts`; `GET /api/ssh-hosts/script` is text. */
export interface SshHostsAnswer {
  readonly hosts: readonly SshHostRow[]
}

/** `POST /api/ssh-hosts` {name?, address, port?, username, password | private_key, passphrase?, host_key, interval_seconds?} */
export interface NewSshHostAnswer {
  readonly host: HostSummary
  readonly ssh: SshHostRow
  readonly first_sample: SshFirstSample
}

/** What a host told when it was tried out; percentages 0–100, null where it does not tell. */
export interface SshFirstSample {
  readonly hostname: string
  readonly os: string
  readonly cores: number
  readonly memory_bytes: number
  readonly memory_usage: number | null
  readonly load: number | null
  readonly uptime_seconds: number | null
  readonly filesystems: readonly { readonly mount: string; readonly total_bytes: number | null; readonly usage: number | null }[]
}
