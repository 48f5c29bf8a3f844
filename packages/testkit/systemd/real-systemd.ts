import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

const TRIES = 1200
const PAUSE_MS = 50
const STOP_MS = 5_000

/**
 * The root of this machine over which all changes are laid in memory, without what this machine has switched on; it lives in a mount
 * namespace of its own and is gone with it.
 */
const BOOT = `set -e
mount -t tmpfs tmpfs "$1"
mkdir "$1/upper" "$1/work" "$1/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
cd "$1/root"
rm -rf etc/systemd/system etc/rc?.d etc/init.d etc/machine-id var/log/journal
mkdir -p etc/systemd/system
cp -r "$2/." etc/systemd/system/
tr -d - < /proc/sys/kernel/random/uuid > etc/machine-id
cd /
exec systemd-nspawn --quiet --register=no --keep-unit --link-journal=no --private-network --console=pipe -D "$1/root" --boot
`

/** A systemd that really runs, with units for tests, in a container of systemd-nspawn. Takes root. */
export class RealSystemd {
  readonly #nspawn: ChildProcess
  readonly #leader: number
  readonly #folder: string

  private constructor(nspawn: ChildProcess, leader: number, folder: string) {
    this.#nspawn = nspawn
    this.#leader = leader
    this.#folder = folder
  }

  /** `units` are files by name, of `/etc/systemd/system`. */
  static async start(units: Readonly<Record<string, string>> = {}): Promise<RealSystemd> {
    const folder = mkdtempSync(join(tmpdir(), 'hyperion-systemd-'))
    const [mount, files] = [join(folder, 'mount'), join(folder, 'units')]
    for (const each of [mount, files]) mkdirSync(each)
    for (const [name, text] of Object.entries(units)) writeFileSync(join(files, name), text)
    const args = ['--mount', '--propagation', 'private', 'sh', '-c', BOOT, 'boot', mount, files]
    const nspawn = spawn('unshare', args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let printed = ''
    for (const stream of [nspawn.stdout, nspawn.stderr]) stream.on('data', (data) => (printed = (printed + data).slice(-4000)))
    for (let tries = 0; tries < TRIES; tries++) {
      if (nspawn.exitCode !== null) throw new Error(`systemd did not boot: ${printed}`)
      const leader = leaderOf(nspawn.pid as number)
      if (leader !== null && existsSync(join(`/proc/${leader}/root`, 'run/dbus/system_bus_socket'))) {
        const systemd = new RealSystemd(nspawn, leader, folder)
        if (await systemd.#isUp()) return systemd
      }
      await pause(PAUSE_MS)
    }
    nspawn.kill('SIGKILL')
    throw new Error(`systemd is not up: ${printed}`)
  }

  /** Where its file system is seen. */
  get root(): string {
    return `/proc/${this.#leader}/root`
  }

  get socket(): string {
    return `${this.root}/run/dbus/system_bus_socket`
  }

  /** Runs a program beside it; answers what it prints, whether it succeeds or not. */
  async run(program: string, ...args: string[]): Promise<string> {
    const inside = ['-t', String(this.#leader), '-m', '-p', '-u', '-i', program, ...args]
    return run('nsenter', inside).then(
      ({ stdout }) => stdout.trim(),
      ({ stdout }: { stdout?: string }) => (stdout ?? '').trim(),
    )
  }

  /** What a shell inside makes of a script with this input. */
  async shell(script: string, input: string): Promise<string> {
    const inside = ['-t', String(this.#leader), '-m', '-p', '-u', '-i', '/bin/sh', '-c', script]
    const child = run('nsenter', inside)
    // A script may be over before it has read anything.
    child.child.stdin?.on('error', () => {})
    child.child.stdin?.end(input)
    return (await child).stdout
  }

  /** A shell inside with this script, which leads a session of its own as one of an SSH server does. */
  open(script: string): ChildProcess {
    const [program = '', ...inside] = ['nsenter', '-t', String(this.#leader), '-m', '-p', '-u', '-i', 'setsid', '/bin/sh', '-c', script]
    return spawn(program, inside, { stdio: ['pipe', 'pipe', 'ignore'] })
  }

  systemctl(...args: string[]): Promise<string> {
    return this.run('systemctl', ...args)
  }

  async stop(): Promise<void> {
    if (this.#nspawn.exitCode === null && this.#nspawn.signalCode === null) {
      const gone = once(this.#nspawn, 'exit')
      this.#nspawn.kill('SIGTERM')
      const late = setTimeout(() => process.kill(this.#leader, 'SIGKILL'), STOP_MS)
      await gone
      clearTimeout(late)
    }
    rmSync(this.#folder, { recursive: true, force: true })
  }

  async #isUp(): Promise<boolean> {
    return /^(running|degraded)$/.test(await this.systemctl('is-system-running'))
  }
}

/** The first process of the container. */
function leaderOf(nspawn: number): number | null {
  for (const pid of childrenOf(nspawn)) {
    const first = isFirst(pid) ? pid : leaderOf(pid)
    if (first !== null) return first
  }
  return null
}

function childrenOf(pid: number): number[] {
  try {
    const threads = readdirSync(`/proc/${pid}/task`)
    return threads.flatMap((thread) => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number))
  } catch {
    return []
  }
}

function isFirst(pid: number): boolean {
  try {
    return /^NSpid:.*\t1$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
