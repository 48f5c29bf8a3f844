import type { Tier } from '@hyperion/domain/actions'
import { DomainError } from '@hyperion/domain/errors'
import { Lanes } from '@hyperion/domain/lanes'
import type { Report } from '@hyperion/domain/metrics'
import type { Bus } from '@hyperion/ports/bus'
import type { Clock } from '@hyperion/ports/clock'
import type { MetricStore } from '@hyperion/ports/metric-store'
import type { RemoteHosts } from '@hyperion/ports/remote-host'
import type { HostKey, SshAddress, SshClient, SshLimits, SshLogin, SshSecret } from '@hyperion/ports/ssh'
import type { SshAccess, SshHost, SshHostNews, SshHostStore } from '@hyperion/ports/ssh-hosts'
import type { HostChange } from '../hosts/index.ts'
import type { Operator } from '../operators/index.ts'
import type { SecretBox } from '../secrets/index.ts'
import { HostWatch } from './host-watch.ts'
import { ANSWER_LIMITS, explained, type FirstSample, NotReached, tryOut } from './reach.ts'
import { type OverSsh, SshOperator } from './ssh-operator.ts'
import { sshTroubles } from './troubles.ts'

export interface SshHostsDeps {
  readonly store: SshHostStore
  readonly metrics: Pick<MetricStore, 'forget'>
  readonly client: SshClient
  readonly remote: RemoteHosts
  /** Has things done on hosts. */
  readonly over: OverSsh
  readonly secrets: Pick<SecretBox, 'seal' | 'tryOpen'>
  readonly bus: Pick<Bus, 'publish'>
  /** Makes a report durable, sooner or later. */
  readonly record: (host: number, report: Report) => void
  /** Told of every report for the history, in the order of a host's instants. */
  readonly onReport: (host: number, report: Report) => void
  /** Of hosts that have no interval of their own. */
  readonly defaultIntervalMs: number
  readonly clock: Clock
  readonly log: (message: string) => void
  /** Of an answer; the usual ones unless told. */
  readonly limits?: SshLimits
}

export type SecretDraft =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'key'; readonly privateKey: string; readonly passphrase: string | null }

export interface SshHostDraft extends SshAddress {
  /** The host's own unless told. */
  readonly name?: string | undefined
  readonly username: string
  readonly secret: SecretDraft
  /** The fingerprint that somebody has confirmed. */
  readonly hostKey: string
  readonly intervalMs: number | null
}

/** What is left out stays. */
export interface AccessChange {
  readonly address?: string | undefined
  readonly port?: number | undefined
  readonly username?: string | undefined
  readonly secret?: SecretDraft | undefined
  readonly hostKey?: string | undefined
}

/** A host with how it is at this moment. */
export interface SshHostView extends SshHost {
  readonly online: boolean
  /** The interval that counts. */
  readonly effectiveIntervalMs: number
  readonly troubles: readonly string[]
}

/** Of the first connection after the start of the hub, and from each to the next. */
const START_MS = 500
const NEXT_START_MS = 30
const CONNECTING_AT_ONCE = 24
const SAMPLING_AT_ONCE = 32

/** The hosts that are watched over SSH: lets the hub into them, takes their samples, knows how they are. */
export class SshHosts {
  readonly #deps: SshHostsDeps
  readonly #known = new Map<number, SshHost>()
  readonly #watches = new Map<number, HostWatch>()
  readonly #watchers = new Map<number, number>()
  readonly #connecting = new Lanes(CONNECTING_AT_ONCE)
  readonly #sampling = new Lanes(SAMPLING_AT_ONCE)
  #started = false
  #saving: Promise<void> = Promise.resolve()

  constructor(deps: SshHostsDeps) {
    this.#deps = deps
  }

  /** What hosts run for each sample, and all that an account for it needs to be allowed. */
  get script(): string {
    return this.#deps.remote.script
  }

  /** Reads who is known. */
  async load(): Promise<void> {
    for (const host of await this.#deps.store.list()) this.#take(host)
  }

  /** Begins to watch them, one after the other: the first connection loads a large package, and a hub that starts has more to do. */
  start(): void {
    this.#started = true
    for (const [i, watch] of [...this.#watches.values()].entries()) {
      this.#deps.clock.after(START_MS + i * NEXT_START_MS, () => watch.start())
    }
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#watches.values()].map((watch) => watch.stop()))
    await this.#saving
  }

  /** By host. */
  list(): readonly SshHostView[] {
    return [...this.#known.values()].map((host) => this.#view(host))
  }

  get(host: number): SshHostView | undefined {
    const known = this.#known.get(host)
    return known && this.#view(known)
  }

  /** The key that a machine shows, to be confirmed by somebody who knows it. Rejects with {@link NotReached}. */
  probe(address: SshAddress): Promise<HostKey> {
    return explained(() => this.#deps.client.hostKey(address))
  }

  /** Tries to watch a host, and adds it when that works. Rejects with {@link NotReached}, or `DomainError('conflict')`. */
  async add(draft: SshHostDraft): Promise<{ readonly host: SshHostView; readonly first: FirstSample }> {
    const { store, clock } = this.#deps
    const login = await this.#loginOf(draft, draft.secret, draft.hostKey)
    this.#refuseTwice(login, null)
    const first = await this.#tryOut(login)
    const name = draft.name ?? (first.inventory.info.hostname || draft.address)
    const { intervalMs } = draft
    const told = { ...this.#accessOf(login), name, intervalMs, inventory: first.inventory, now: clock.now() }
    const host = await store.add(told)
    this.#take(host)
    return { host: this.#view(host), first }
  }

  /** Tries another way into a host, and keeps it when it works. Rejects as `add` does. */
  async changeAccess(host: number, change: AccessChange): Promise<SshHostView> {
    const before = this.#find(host)
    const { address = before.address, port = before.port, username = before.username } = change
    const there = { address, port, username }
    const hostKey = change.hostKey ?? before.hostKey.fingerprint
    const moved = address !== before.address || port !== before.port || hostKey !== before.hostKey.fingerprint
    // A password goes to the other side as it is: what was given for one machine is not sent to another.
    if (!change.secret && moved && before.secretKind === 'password') throw new NotReached('secret_needed', 'it would go to another machine')
    const login = await this.#loginOf(there, change.secret ?? this.#secretOf(before), hostKey)
    this.#refuseTwice(login, host)
    const { inventory } = await this.#tryOut(login)
    const changed = await this.#deps.store.change(host, { access: this.#accessOf(login) })
    if (!changed) throw new DomainError('not_found', 'no such host')
    this.#known.set(host, { ...changed, lastSeen: before.lastSeen })
    this.#watches.get(host)?.signInWith(() => login)
    this.#keep(host, { inventory })
    return this.#view(this.#find(host))
  }

  async change(host: number, { name, intervalMs }: HostChange): Promise<void> {
    const changed = await this.#deps.store.change(host, {
      ...(name !== undefined && { name }),
      ...(intervalMs !== undefined && { intervalMs }),
    })
    if (!changed) throw new DomainError('not_found', 'no such host')
    this.#known.set(host, changed)
    this.#watches.get(host)?.sampleEvery(this.#intervalOf(changed))
  }

  /** Says how far a host may be operated, and in which folders its files may be reached; what is left out stays. */
  async setTier(
    host: number,
    { tier, roots }: { readonly tier: Tier; readonly roots?: readonly string[] | undefined },
  ): Promise<SshHostView> {
    const changed = await this.#deps.store.change(host, { tier, ...(roots && { roots }) })
    if (!changed) throw new DomainError('not_found', 'no such host')
    this.#known.set(host, changed)
    return this.#view(changed)
  }

  /** Takes orders for a host; null while it is away. */
  operator(host: number): Operator | null {
    const known = this.#known.get(host)
    const connection = this.#watches.get(host)?.connection
    if (!known?.inventory || !connection) return null
    const { tier, roots, username, inventory } = known
    const { over, clock } = this.#deps
    return new SshOperator({ over, tier, username, reach: { connection, clock, roots, context: { bootedAt: inventory.info.bootedAt } } })
  }

  /** Deletes a host with its history. */
  async remove(host: number): Promise<void> {
    const { store, metrics } = this.#deps
    if (!(await store.remove(host))) throw new DomainError('not_found', 'no such host')
    const watch = this.#watches.get(host)
    this.#known.delete(host)
    this.#watches.delete(host)
    await watch?.stop()
    await metrics.forget(host)
  }

  /** Asks a host for live samples until the answer is called. */
  watch(host: number): () => void {
    const count = (this.#watchers.get(host) ?? 0) + 1
    this.#watchers.set(host, count)
    if (count === 1) this.#watches.get(host)?.live(true)
    let watching = true
    return () => {
      if (!watching) return
      watching = false
      const left = (this.#watchers.get(host) ?? 1) - 1
      if (left > 0) this.#watchers.set(host, left)
      else {
        this.#watchers.delete(host)
        this.#watches.get(host)?.live(false)
      }
    }
  }

  #take(host: SshHost): void {
    const { client, remote, bus, clock, log, record, onReport, limits = ANSWER_LIMITS } = this.#deps
    const id = host.host
    this.#known.set(id, host)
    const watch = new HostWatch(
      { host: id, intervalMs: this.#intervalOf(host), login: () => this.#loginFor(id) },
      {
        client,
        remote,
        clock,
        log: (message) => log(`ssh: ${this.#known.get(id)?.name ?? id}: ${message}`),
        limits,
        connecting: this.#connecting,
        sampling: this.#sampling,
        onStored: (report) => {
          record(id, report)
          onReport(id, report)
        },
        onLive: (report) => bus.publish('live', { host: id, report }),
        onNews: (news) => this.#keep(id, news),
      },
    )
    this.#watches.set(id, watch)
    if (this.#started) watch.start()
  }

  #find(host: number): SshHost {
    const known = this.#known.get(host)
    if (!known) throw new DomainError('not_found', 'no such host')
    return known
  }

  #view(host: SshHost): SshHostView {
    const watch = this.#watches.get(host.host)
    return {
      ...host,
      lastSeen: watch?.lastSeen ?? host.lastSeen,
      online: watch?.online ?? false,
      effectiveIntervalMs: this.#intervalOf(host),
      troubles: watch ? sshTroubles(watch.trouble, watch.slow) : [],
    }
  }

  #intervalOf({ intervalMs }: SshHost): number {
    return intervalMs ?? this.#deps.defaultIntervalMs
  }

  #tryOut(login: SshLogin): Promise<FirstSample> {
    return tryOut(this.#deps.client, this.#deps.remote, login, this.#deps.log)
  }

  /** With the key that the machine shows now, which has to be the one that was confirmed. */
  async #loginOf(there: SshAddress & { readonly username: string }, draft: SecretDraft, confirmed: string): Promise<SshLogin> {
    const { client } = this.#deps
    const { address, port, username } = there
    return explained(async () => {
      const secret: SshSecret =
        draft.kind === 'password' ? draft : { kind: 'key', privateKey: await client.openKey(draft.privateKey, draft.passphrase) }
      const hostKey = await client.hostKey({ address, port })
      if (hostKey.fingerprint !== confirmed) throw new NotReached('host_key', `${hostKey.type} ${hostKey.fingerprint}`)
      return { address, port, username, secret, hostKey }
    })
  }

  /** Before anything is tried: the store has the last word. */
  #refuseTwice({ address, port, username }: SshLogin, self: number | null): void {
    const same = (other: SshHost) => other.address === address && other.port === port && other.username === username
    const twin = [...this.#known.values()].find((other) => other.host !== self && same(other))
    if (twin) throw new DomainError('conflict', `${username}@${address}:${port} is watched already, as ${twin.name}`)
  }

  #accessOf({ address, port, username, secret, hostKey }: SshLogin): SshAccess {
    const sealedSecret = this.#deps.secrets.seal(JSON.stringify(secret), purposeOf({ address, port, username }))
    return { address, port, username, secretKind: secret.kind, sealedSecret, hostKey }
  }

  #loginFor(host: number): SshLogin {
    const known = this.#find(host)
    const { address, port, username, hostKey } = known
    return { address, port, username, hostKey, secret: this.#openSecret(known) }
  }

  #openSecret(host: SshHost): SshSecret {
    const text = this.#deps.secrets.tryOpen(host.sealedSecret, purposeOf(host))
    if (text === undefined) throw new NotReached('secret_lost', 'its secret was sealed with another key of this hub: give it again')
    return JSON.parse(text)
  }

  #secretOf(host: SshHost): SecretDraft {
    const secret = this.#openSecret(host)
    return secret.kind === 'password' ? secret : { ...secret, passphrase: null }
  }

  #keep(host: number, news: SshHostNews): void {
    const known = this.#known.get(host)
    if (!known) return
    this.#known.set(host, { ...known, ...news, name: renamed(known, news) })
    this.#saving = this.#saving
      .then(() => this.#deps.store.keep(host, news))
      .catch((error: unknown) => this.#deps.log(`ssh: what host ${host} told is not kept: ${error}`))
  }
}

/** A secret is for one account of one machine. */
function purposeOf({ address, port, username }: SshAddress & { readonly username: string }): string {
  return `ssh ${username}@${address}:${port}`
}

/** As the store does it: a host that was named after its machine follows its name. */
function renamed(host: SshHost, { inventory }: SshHostNews): string {
  return inventory && host.inventory && host.name === host.inventory.info.hostname ? inventory.info.hostname : host.name
}
