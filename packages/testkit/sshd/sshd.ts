import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type KeyPairOptions, keyPair } from './key-pair.ts'

const SSHD = '/usr/sbin/sshd'
export const SSH_USER = 'hyperion-watch'
export const SSH_PASSWORD = 'a calm lake at dawn 42'
const PASSWORD_HASH = '$6$hyperiontest$GV2h1ts1BLlwkNbEPLZsFkc7qW7kocSpK32tycrjBORF33PCb8dkZnfTcl1IQZgWmcXQuWI.4evTMf2hdaxdz/'
const UID = 39_001
const READY_TRIES = 2400

/** Accounts are the machine's own and one more, which only this server sees: in its mount namespace. */
const START = 'mount --bind "$1/passwd" /etc/passwd && mount --bind "$1/shadow" /etc/shadow && exec "$2" -D -e -f "$1/sshd_config"'

/** A real OpenSSH server on a loopback port of its own, with one account that tests may sign in to. */
export class Sshd {
  readonly port: number
  readonly #folder = mkdtempSync(join(tmpdir(), 'hyperion-sshd-'))
  #child: ChildProcess | null = null
  #output = ''
  #forwarding = true
  #files = true

  private constructor(port: number) {
    this.port = port
  }

  static async start(hostKey: KeyPairOptions = {}): Promise<Sshd> {
    if (!existsSync(SSHD)) throw new Error(`this test needs a real ${SSHD}: apt-get install openssh-server`)
    const sshd = new Sshd(await freePort())
    chmodSync(sshd.#folder, 0o755)
    mkdirSync(join(sshd.#folder, 'home'))
    asRoot('mkdir', '-p', '/run/sshd')
    sshd.#write('authorized_keys', '')
    sshd.#write('shadow', `${readAsRoot('/etc/shadow')}${SSH_USER}:${PASSWORD_HASH}:19000:0:99999:7:::\n`)
    sshd.shell('/bin/sh')
    sshd.changeHostKey(hostKey)
    await sshd.restart()
    return sshd
  }

  /** The public key that it shows, as `type base64`. */
  get hostKey(): string {
    return readFileSync(join(this.#folder, 'host_key.pub'), 'utf8').split(' ').slice(0, 2).join(' ')
  }

  /** What it said on its log. */
  get log(): string {
    return this.#output
  }

  /** A path in the folder that goes with the server. */
  path(name: string): string {
    return join(this.#folder, name)
  }

  /** Lines of `authorized_keys`, instead of those before. */
  authorize(...lines: readonly string[]): void {
    this.#write('authorized_keys', lines.map((line) => `${line}\n`).join(''))
  }

  /** What the account runs at sign-in. */
  shell(path: string): void {
    const account = `${SSH_USER}:x:${UID}:65534::${join(this.#folder, 'home')}:${path}\n`
    this.#write('passwd', readFileSync('/etc/passwd', 'utf8') + account)
  }

  /** A shell that is this script. */
  script(name: string, text: string): string {
    const path = join(this.#folder, name)
    writeFileSync(path, text, { mode: 0o755 })
    return path
  }

  /** Counts from the next start on. */
  changeHostKey(options: KeyPairOptions = {}): void {
    const { privateKey, publicKey } = keyPair(options)
    rmSync(join(this.#folder, 'host_key'), { force: true })
    writeFileSync(join(this.#folder, 'host_key'), privateKey, { mode: 0o600 })
    this.#write('host_key.pub', publicKey)
  }

  /** Whether it lets connections through; counts for sessions that begin after this. */
  async allowForwarding(allowed: boolean): Promise<void> {
    this.#forwarding = allowed
    await this.restart()
  }

  /** Whether it has SFTP; counts for sessions that begin after this. */
  async allowFiles(allowed: boolean): Promise<void> {
    this.#files = allowed
    await this.restart()
  }

  async restart(): Promise<void> {
    await this.kill()
    this.#write('sshd_config', this.#config())
    const [command = '', ...args] = rootCommand(
      'unshare',
      '--mount',
      '--propagation',
      'private',
      'sh',
      '-c',
      START,
      'sh',
      this.#folder,
      SSHD,
    )
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    child.stderr.on('data', (chunk: Buffer) => {
      this.#output += chunk
    })
    this.#child = child
    for (let tries = 0; tries < READY_TRIES; tries++) {
      if (child.exitCode !== null) throw new Error(`sshd ended with ${child.exitCode}: ${this.#output}`)
      if (await answers(this.port)) return
      await pause(25)
    }
    throw new Error(`sshd does not answer: ${this.#output}`)
  }

  /** Ends it with all its sessions, without a goodbye. */
  async kill(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child?.pid || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    asRoot('kill', '-9', ...[child.pid, ...descendantsOf(child.pid)].map(String))
    await ended
  }

  async stop(): Promise<void> {
    await this.kill()
    rmSync(this.#folder, { recursive: true, force: true })
  }

  /** In place: a bind mount shows the file that was there. */
  #write(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text)
  }

  #config(): string {
    return [
      `Port ${this.port}`,
      'ListenAddress 127.0.0.1',
      `HostKey ${join(this.#folder, 'host_key')}`,
      `AuthorizedKeysFile ${join(this.#folder, 'authorized_keys')}`,
      'PidFile none',
      'StrictModes no',
      'UsePAM no',
      'UseDNS no',
      'PasswordAuthentication yes',
      'KbdInteractiveAuthentication no',
      `AllowTcpForwarding ${this.#forwarding ? 'yes' : 'no'}`,
      ...(this.#files ? ['Subsystem sftp internal-sftp'] : []),
      'MaxStartups 200',
      'LogLevel VERBOSE',
      '',
    ].join('\n')
  }
}

function rootCommand(...command: readonly string[]): readonly string[] {
  return process.getuid?.() === 0 ? command : ['sudo', '-n', ...command]
}

function asRoot(...words: readonly string[]): string {
  const [command = '', ...args] = rootCommand(...words)
  const { stdout, error } = spawnSync(command, args, { encoding: 'utf8' })
  if (error) throw new Error(`this test has to run ${words[0]} as root: ${error.message}`)
  return stdout
}

function readAsRoot(path: string): string {
  return asRoot('cat', path)
}

/** Sessions are in sessions of their own: no group of processes has them all. */
function descendantsOf(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = parentOf(name)
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const below = (of: number): number[] => (children.get(of) ?? []).flatMap((child) => [child, ...below(child)])
  return below(pid)
}

function parentOf(pid: string): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ', 1)[0])
  } catch {
    return null
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (typeof address !== 'object' || address === null) throw new Error('no port was given')
  return address.port
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('data', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
    socket.once('close', () => resolve(false))
  })
}
