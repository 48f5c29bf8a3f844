import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export type EngineKind = 'docker' | 'podman'

/** What each needs, by its Debian package. */
const NEEDED: Readonly<Record<EngineKind, Readonly<Record<string, string>>>> = {
  docker: { dockerd: 'docker.io', docker: 'docker.io', busybox: 'busybox-static' },
  podman: { podman: 'podman', runc: 'runc', iptables: 'iptables', busybox: 'busybox-static' },
}
const IMAGE = 'hyperion/busybox:1'
const READY_TRIES = 1200
const BUSYBOX = '/bin/busybox'
const COMMANDS = ['sh', 'sleep', 'dd', 'head', 'timeout'] as const

/** A container engine of its own, with nothing in it but one small image. */
export class TestEngine {
  readonly kind: EngineKind
  /** Path of its socket. */
  readonly socket: string
  readonly #folder: string
  readonly #environment: NodeJS.ProcessEnv
  readonly #command: string
  #daemon: ChildProcess | null = null

  private constructor(kind: EngineKind, folder: string) {
    this.kind = kind
    this.#folder = folder
    this.socket = join(folder, `${kind}.sock`)
    this.#command = kind
    this.#environment =
      kind === 'docker'
        ? { ...process.env, DOCKER_HOST: `unix://${this.socket}` }
        : { ...process.env, CONTAINERS_CONF: join(folder, 'containers.conf'), CONTAINERS_STORAGE_CONF: join(folder, 'storage.conf') }
  }

  static async start(kind: EngineKind): Promise<TestEngine> {
    checkMachine(kind)
    // Paths of sockets are short, and engines put theirs deep below.
    const engine = new TestEngine(kind, mkdtempSync(join(tmpdir(), 'hyp-')))
    engine.#configure()
    await engine.startDaemon()
    engine.#import()
    return engine
  }

  /** Runs the engine's own command and answers what it prints. */
  cli(...args: readonly string[]): string {
    return execFileSync(this.#command, args, { env: this.#environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()
  }

  /** Starts a container that runs the script for half an hour at most; the answer is its id. */
  run(name: string, script: string, ...options: readonly string[]): string {
    const network = options.some((each) => each.startsWith('--network')) ? [] : ['--network=none']
    return this.cli('run', '--detach', `--name=${name}`, ...network, ...options, IMAGE, 'timeout', '1800', 'sh', '-c', script)
  }

  async startDaemon(): Promise<void> {
    const [command, ...args] =
      this.kind === 'docker'
        ? ['dockerd', '--config-file', join(this.#folder, 'daemon.json')]
        : ['podman', 'system', 'service', '--time=0', `unix://${this.socket}`]
    // It ends with the process that started it, however that ends.
    const daemon = spawn('setpriv', ['--pdeathsig', 'SIGTERM', command as string, ...args], {
      env: this.#environment,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let output = ''
    daemon.stderr.on('data', (chunk) => {
      output += chunk
    })
    this.#daemon = daemon
    for (let tries = 0; tries < READY_TRIES; tries++) {
      if (daemon.exitCode !== null) break
      if (existsSync(this.socket) && this.#answers()) return
      await pause(50)
    }
    throw new Error(`${this.kind} did not start: ${output.slice(-2000)}`)
  }

  async stopDaemon(): Promise<void> {
    const daemon = this.#daemon
    this.#daemon = null
    if (!daemon || daemon.exitCode !== null || daemon.signalCode !== null) return
    daemon.kill('SIGTERM')
    await once(daemon, 'exit')
  }

  /** Ends and removes a container at once. */
  remove(name: string): void {
    this.cli('rm', '--force', ...(this.kind === 'podman' ? ['--time=0'] : []), name)
  }

  /** Removes all containers. */
  clear(): void {
    const ids = this.cli('ps', '--all', '--quiet').split('\n').filter(Boolean)
    const atOnce = this.kind === 'podman' ? ['--time=0', '--depend', '--ignore'] : []
    if (ids.length > 0) this.cli('rm', '--force', ...atOnce, ...ids)
  }

  /** Takes everything away again, also where a test stopped the daemon. */
  async stop(): Promise<void> {
    if (!this.#daemon) await this.startDaemon()
    this.clear()
    await this.stopDaemon()
    this.#endLeftovers()
    // An engine that was killed leaves some behind.
    const mounts = readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .map((line) => line.split(' ')[4] ?? '')
    for (const mount of mounts.reverse()) if (mount.startsWith(`${this.#folder}/`)) spawnSync('umount', ['--lazy', mount])
    rmSync(this.#folder, { recursive: true, force: true, maxRetries: 5 })
  }

  /** A container of Podman that is removed while it is being stopped is forgotten, and runs on. */
  #endLeftovers(): void {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        if (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${this.#folder}/`)) continue
        const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean)
        for (const each of [...children, pid]) process.kill(Number(each), 'SIGKILL')
      } catch {
        // Gone meanwhile.
      }
    }
  }

  #answers(): boolean {
    return spawnSync(this.#command, ['version'], { env: this.#environment, stdio: 'ignore' }).status === 0
  }

  #configure(): void {
    const at = (name: string): string => join(this.#folder, name)
    const daemon = {
      'data-root': at('data'),
      'exec-root': at('exec'),
      pidfile: at('pid'),
      hosts: [`unix://${this.socket}`],
      'storage-driver': 'vfs',
      bridge: 'none',
      iptables: false,
      ip6tables: false,
      'ip-forward': false,
      'ip-masq': false,
    }
    writeFileSync(at('daemon.json'), JSON.stringify(daemon))
    writeFileSync(
      at('containers.conf'),
      `[containers]\ndefault_ulimits=["nofile=4096:4096","nproc=4096:4096"]\n[engine]\ncgroup_manager="cgroupfs"\nruntime="runc"\nevents_logger="file"\n`,
    )
    writeFileSync(at('storage.conf'), `[storage]\ndriver="vfs"\ngraphroot="${at('graph')}"\nrunroot="${at('run')}"\n`)
  }

  #import(): void {
    const bin = join(this.#folder, 'root/bin')
    mkdirSync(bin, { recursive: true })
    copyFileSync(BUSYBOX, join(bin, 'busybox'))
    for (const name of COMMANDS) symlinkSync('busybox', join(bin, name))
    const archive = join(this.#folder, 'image.tar')
    execFileSync('tar', ['--create', '--file', archive, '--directory', join(this.#folder, 'root'), '.'])
    this.cli('import', archive, IMAGE)
  }
}

function checkMachine(kind: EngineKind): void {
  for (const [command, debianPackage] of Object.entries(NEEDED[kind])) {
    const found = spawnSync('sh', ['-c', `command -v ${command}`], { env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` } })
    if (found.status !== 0) throw new Error(`the container tests need ${command}: apt-get install ${debianPackage}`)
  }
  if (process.getuid?.() !== 0) throw new Error(`the container tests start ${kind} and have to run as root`)
}
