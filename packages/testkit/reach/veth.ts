import { type ChildProcess, spawn, spawnSync } from 'node:child_process'

/** Another machine on a link of its own: a network namespace. */
export interface OtherMachine {
  /** Of this machine on the link. */
  readonly here: string
  readonly there: string
  /** An address on the link that nobody has. */
  readonly nobody: string
  /** Makes it a router with a machine behind it, which this machine reaches through it; that one is to be removed first. */
  machineBehind(): Behind
  /** Runs a command on it. */
  run(...command: readonly string[]): string
  /** Starts a program on it. */
  start(...command: readonly string[]): ChildProcess
  /** It takes everything and answers nothing. */
  goSilent(): void
  /** The cable is pulled, and put back. */
  unplug(): void
  plug(): void
  remove(): void
}

/** A machine on another link of a router. */
export interface Behind {
  readonly there: string
  /** It takes everything and answers nothing. */
  goSilent(): void
  remove(): void
}

/** Low enough for names of interfaces, which have 15 characters. */
let machines = 0

/** Makes a machine that can be reached, and refuses every connection. Needs root, iproute2 and iptables. */
export function otherMachine(): OtherMachine {
  const number = machines++
  const name = `hyp${process.pid.toString(36)}${number}`
  const [near, far] = [`${name}a`, `${name}b`]
  const net = `10.213.${(process.pid + number * 37) % 250}`
  const [here, there, nobody] = [`${net}.1`, `${net}.2`, `${net}.3`]
  const inside = (command: readonly string[]): readonly string[] => ['ip', 'netns', 'exec', name, ...command]
  const run = (...command: readonly string[]): string => execute(inside(command))
  execute(['ip', 'netns', 'add', name])
  try {
    execute(['ip', 'link', 'add', near, 'type', 'veth', 'peer', 'name', far, 'netns', name])
    execute(['ip', 'addr', 'add', `${here}/29`, 'dev', near])
    execute(['ip', 'link', 'set', near, 'up'])
    run('ip', 'addr', 'add', `${there}/29`, 'dev', far)
    run('ip', 'link', 'set', far, 'up')
    run('ip', 'link', 'set', 'lo', 'up')
  } catch (error) {
    execute(['ip', 'netns', 'del', name])
    throw error
  }
  return {
    here,
    there,
    nobody,
    machineBehind: () => machineBehind(name, there),
    run,
    start: (...command) => {
      const [program = '', ...rest] = inside(command)
      return spawn(program, rest, { stdio: 'inherit' })
    },
    goSilent: () => void run('iptables', '-P', 'INPUT', 'DROP'),
    unplug: () => void run('ip', 'link', 'set', far, 'down'),
    plug: () => void run('ip', 'link', 'set', far, 'up'),
    remove: () => void execute(['ip', 'netns', 'del', name]),
  }
}

function machineBehind(router: string, via: string): Behind {
  const name = `${router}x`
  const net = `198.18.${process.pid % 250}`
  const [near, there] = [`${net}.1`, `${net}.2`]
  const on = (machine: string, ...rest: readonly string[]): string => execute(['ip', '-n', machine, ...rest])
  execute(['ip', 'netns', 'add', name])
  try {
    on(router, 'link', 'add', 'right', 'type', 'veth', 'peer', 'name', 'far', 'netns', name)
    on(router, 'addr', 'add', `${near}/30`, 'dev', 'right')
    on(router, 'link', 'set', 'right', 'up')
    execute(['ip', 'netns', 'exec', router, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward'])
    on(name, 'addr', 'add', `${there}/30`, 'dev', 'far')
    on(name, 'link', 'set', 'far', 'up')
    on(name, 'route', 'add', 'default', 'via', near)
    execute(['ip', 'route', 'add', `${net}.0/30`, 'via', via])
  } catch (error) {
    execute(['ip', 'netns', 'del', name])
    throw error
  }
  return {
    there,
    goSilent: () => void execute(['ip', 'netns', 'exec', name, 'iptables', '-P', 'INPUT', 'DROP']),
    remove: () => void execute(['ip', 'netns', 'del', name]),
  }
}

function execute(command: readonly string[]): string {
  const [program = '', ...rest] = command
  const { status, stdout, stderr, error } = spawnSync(program, rest, { encoding: 'utf8' })
  if (status === 0) return stdout
  throw new Error(
    `${command.join(' ')} failed (${error?.message ?? stderr.trim()}): run as root, with iproute2 and iptables installed (apt-get install iproute2 iptables)`,
  )
}
