/**
 * Runs probes in network namespaces of its own: this process in one, a router in the second, a server in the third. Started by the test
 * through `unshare`, since a process cannot go into another namespace by itself; prints what came of it as JSON.
 */
import { execFileSync, spawn } from 'node:child_process'
import { readlinkSync } from 'node:fs'
import { systemClock } from '@hyperion/ports/clock'
import type { LiveHost } from '@hyperion/ports/live-host'
import { resolvePaths } from '../../linux/paths.ts'
import type { Environment } from '../environment.ts'
import { networkOverview } from './overview.ts'
import { ping } from './ping.ts'
import { collectingRun } from './test-run.ts'
import { traceroute } from './traceroute.ts'

const here = (...args: readonly string[]): void => {
  execFileSync('ip', args)
}
const there = (pid: number, ...args: readonly string[]): void => {
  execFileSync('nsenter', ['--target', String(pid), '--net', ...args])
}

/** A namespace lasts as long as the process in it. */
async function namespace(): Promise<number> {
  const own = readlinkSync('/proc/self/ns/net')
  const child = spawn('unshare', ['--net', 'sleep', '300'], { stdio: 'ignore' })
  process.on('exit', () => child.kill())
  const pid = child.pid ?? 0
  while (readlinkSync(`/proc/${pid}/ns/net`) === own) await new Promise((resolve) => setImmediate(resolve))
  return pid
}

async function build(): Promise<void> {
  const [router, server] = [await namespace(), await namespace()]
  // What is known of interfaces is that of the namespace it was mounted in.
  execFileSync('mount', ['-t', 'sysfs', 'none', '/sys'])
  here('link', 'set', 'lo', 'up')
  here('link', 'add', 'near', 'mtu', '1400', 'type', 'veth', 'peer', 'name', 'left', 'netns', String(router))
  here('address', 'add', '10.9.1.1/24', 'dev', 'near')
  here('link', 'set', 'near', 'up')
  there(router, 'ip', 'link', 'add', 'right', 'type', 'veth', 'peer', 'name', 'far', 'netns', String(server))
  for (const [name, address] of [
    ['left', '10.9.1.2/24'],
    ['right', '10.9.2.1/24'],
  ] as const) {
    there(router, 'ip', 'address', 'add', address, 'dev', name)
    there(router, 'ip', 'link', 'set', name, 'up')
  }
  there(router, 'sh', '-c', 'echo 1 > /proc/sys/net/ipv4/ip_forward')
  there(server, 'ip', 'address', 'add', '10.9.2.2/24', 'dev', 'far')
  there(server, 'ip', 'link', 'set', 'far', 'up')
  there(server, 'ip', 'route', 'add', 'default', 'via', '10.9.2.1')
  here('route', 'add', 'default', 'via', '10.9.1.2')
  here('route', 'add', 'unreachable', '10.77.0.0/16')
}

/** As on a host that does not have it: the mount is this process's alone. */
function hide(program: string): void {
  execFileSync('mount', ['--bind', '/dev/null', execFileSync('which', [program], { encoding: 'utf8' }).trim()])
}

const environment: Environment = {
  host: { info: { hostname: 'lab' } } as LiveHost,
  paths: resolvePaths(),
  roots: [],
  dataDir: '',
  dockerHost: undefined,
  clock: systemClock,
  log: () => {},
}
const pinged = (target: string, count: number) => collectingRun((run) => ping(environment, { target, count }, run))
const traced = (target: string) => collectingRun((run) => traceroute({ target }, run))

await build()
const found: Record<string, unknown> = {}
found.near = await pinged('10.9.2.2', 2)
found.nobody = await pinged('10.9.1.77', 1)
found.unreachable = await pinged('10.77.1.1', 1)
found.overview = await networkOverview(environment)
found.traceroute = await traced('10.9.2.2')
hide('traceroute')
found.tracepath = await traced('10.9.2.2')
hide('tracepath')
found.pingway = await traced('10.9.2.2')
hide('ping')
found.knocked = await pinged('10.9.2.2', 1)
found.impossible = await traced('10.9.2.2')
process.stdout.write(JSON.stringify(found))
process.exit(0)
