import type { Server } from 'node:net'
import { passOn, RealSystemd } from '@hyperion/testkit/systemd'
import type { HubProcess } from './hub-process.ts'
import type { Operating } from './operated.ts'

/** Where the hub is reached inside, which has a network of its own. */
const DOOR = '/run/hub.sock'
const INSTALL =
  'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; export PATH HOME=/root; set -- $ARGS; exec sh /var/tmp/install.sh "$@"'

/** A machine with a systemd that runs, on which the agent is installed as people do it: by the script that the hub serves. */
export class InstalledHost {
  readonly systemd: RealSystemd
  readonly #hub: HubProcess
  readonly #door: Server
  readonly #known = new Set<number>()
  #installed: number | null = null

  private constructor(systemd: RealSystemd, hub: HubProcess, door: Server) {
    this.systemd = systemd
    this.#hub = hub
    this.#door = door
  }

  /** `units` are files by name, of `/etc/systemd/system`. */
  static async start(hub: HubProcess, units: Readonly<Record<string, string>>): Promise<InstalledHost> {
    const port = Number(new URL(hub.base).port)
    const systemd = await RealSystemd.start({
      ...units,
      'hub.socket': `[Socket]\nListenStream=127.0.0.1:${port}\n`,
      'hub.service': `[Service]\nExecStart=/lib/systemd/systemd-socket-proxyd ${DOOR}\n`,
    })
    const door = await passOn({ path: systemd.root + DOOR }, { port, host: '127.0.0.1' })
    await systemd.systemctl('start', 'hub.socket')
    return new InstalledHost(systemd, hub, door)
  }

  /** Runs the script with these arguments; answers once the host takes orders at this tier. */
  async install(token: string, tier: string, ...further: readonly string[]): Promise<Operating> {
    const script = await (await fetch(`${this.#hub.base}/api/agent/install.sh`)).text()
    await this.systemd.shell('cat >/var/tmp/install.sh', script)
    const words = ['--hub', this.#hub.base, '--token', await this.#enrolment(token), '--tier', tier, ...further]
    await this.systemd.shell(`ARGS='${words.join(' ')}'; ${INSTALL}`, '')
    this.#installed ??= await this.#newHost(token)
    return this.#operable(this.#installed, token, tier)
  }

  async uninstall(): Promise<void> {
    await this.systemd.shell(`ARGS=--uninstall; ${INSTALL}`, '')
  }

  /** Starts a further agent, of the tier operate, as a unit that takes its options from a file of this user. */
  async runAs(user: string, token: string, unit: string): Promise<Operating> {
    const home = `/srv/${user}`
    await this.systemd.shell(`cat >${home}/token && chown ${user}: ${home}/token`, await this.#enrolment(token))
    const options = `--hub ${this.#hub.base} --token-file ${home}/token --data ${home}/agent --tier operate`
    await this.systemd.shell(`cat >${home}/options`, options)
    await this.systemd.systemctl('start', unit)
    return this.#operable(await this.#newHost(token), token, 'operate')
  }

  async #enrolment(token: string): Promise<string> {
    const answer = await this.#hub.post('/api/enrolment-tokens', {}, token)
    return ((await answer.json()) as { token: string }).token
  }

  async #newHost(token: string): Promise<number> {
    const fresh = async (): Promise<number | undefined> => {
      const { hosts } = await this.#hub.json<{ hosts: { id: number; kind: string }[] }>('/api/hosts', token)
      return hosts.find(({ id, kind }) => kind === 'agent' && !this.#known.has(id))?.id
    }
    const host = (await this.#hub.until(fresh, (id) => id !== undefined)) as number
    this.#known.add(host)
    return host
  }

  async #operable(host: number, token: string, tier: string): Promise<Operating> {
    await this.#hub.until(
      () => this.#hub.json<{ capabilities: { tier: string } | null }>(`/api/hosts/${host}/capabilities`, token),
      ({ capabilities }) => capabilities?.tier === tier,
    )
    return { hub: this.#hub, token, host }
  }

  async stop(): Promise<void> {
    this.#door.close()
    await this.systemd.stop()
  }
}
