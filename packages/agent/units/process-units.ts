import type { UnitInfo } from '@hyperion/domain/hosts'
import type { Paths } from '../linux/paths.ts'
import type { ProcessOutline } from '../linux/processes.ts'
import { readdir, readFile } from '../linux/reading.ts'

interface Daemon {
  readonly unit: string
  readonly description: string
  /** Names of its process, the chief one of each when there are several. */
  readonly programs: readonly string[]
  /** Names its start script may have; the unit's own is always one. */
  readonly scripts?: readonly string[]
  /** Pid files under `/run`. */
  readonly pidFiles?: readonly string[]
}

/** Daemons to tell by their process where no service manager can be asked. */
const DAEMONS: readonly Daemon[] = [
  { unit: 'nginx', description: 'Web server', programs: ['nginx'], pidFiles: ['nginx.pid', 'nginx/nginx.pid'] },
  {
    unit: 'apache2',
    description: 'Web server',
    programs: ['apache2', 'httpd'],
    scripts: ['httpd'],
    pidFiles: ['apache2/apache2.pid', 'httpd/httpd.pid'],
  },
  { unit: 'caddy', description: 'Web server', programs: ['caddy'] },
  { unit: 'haproxy', description: 'Load balancer', programs: ['haproxy'], pidFiles: ['haproxy.pid'] },
  {
    unit: 'mysql',
    description: 'MySQL or MariaDB database',
    programs: ['mysqld', 'mariadbd'],
    scripts: ['mysqld', 'mariadb'],
    pidFiles: ['mysqld/mysqld.pid', 'mariadb/mariadb.pid'],
  },
  { unit: 'postgresql', description: 'PostgreSQL database', programs: ['postgres', 'postmaster'] },
  {
    unit: 'redis',
    description: 'Redis',
    programs: ['redis-server', 'valkey-server'],
    scripts: ['redis-server'],
    pidFiles: ['redis/redis-server.pid', 'redis.pid'],
  },
  { unit: 'mongodb', description: 'MongoDB', programs: ['mongod'], scripts: ['mongod'], pidFiles: ['mongodb/mongod.pid', 'mongod.pid'] },
  { unit: 'memcached', description: 'Memcached', programs: ['memcached'], pidFiles: ['memcached/memcached.pid', 'memcached.pid'] },
  { unit: 'rabbitmq-server', description: 'RabbitMQ', programs: ['beam.smp'], pidFiles: ['rabbitmq/pid'] },
  { unit: 'docker', description: 'Docker engine', programs: ['dockerd'], pidFiles: ['docker.pid'] },
  { unit: 'containerd', description: 'Container runtime', programs: ['containerd'] },
  { unit: 'ssh', description: 'OpenSSH server', programs: ['sshd'], scripts: ['sshd'], pidFiles: ['sshd.pid'] },
  { unit: 'cron', description: 'Scheduled commands', programs: ['cron', 'crond'], scripts: ['crond'], pidFiles: ['crond.pid'] },
  {
    unit: 'rsyslog',
    description: 'System log',
    programs: ['rsyslogd', 'syslogd'],
    scripts: ['rsyslogd', 'syslog'],
    pidFiles: ['rsyslogd.pid', 'syslogd.pid'],
  },
  { unit: 'postfix', description: 'Mail server', programs: ['master'], pidFiles: ['../var/spool/postfix/pid/master.pid'] },
  { unit: 'dnsmasq', description: 'DNS and DHCP server', programs: ['dnsmasq'], pidFiles: ['dnsmasq/dnsmasq.pid', 'dnsmasq.pid'] },
  { unit: 'chrony', description: 'Time', programs: ['chronyd'], scripts: ['chronyd'], pidFiles: ['chrony/chronyd.pid', 'chronyd.pid'] },
]

/**
 * Units as the process table, pid files and start scripts tell them: running ones, and those that have a script or
 * left a pid file behind but no process. Whether one is enabled is known from the run levels only.
 */
export async function listProcessUnits(paths: Paths, processes: readonly ProcessOutline[]): Promise<UnitInfo[]> {
  const byPid = new Map(processes.map((each) => [each.pid, each]))
  const scripts = new Set(await listed(`${paths.etc}/init.d`))
  const enabled = await enabledScripts(paths.etc)
  const units: UnitInfo[] = []
  for (const daemon of DAEMONS) {
    const pid = await pidOf(paths.run, daemon.pidFiles ?? [])
    const named = pid === null ? undefined : byPid.get(pid)
    const chief = named && isProgram(named, daemon) ? named : oldest(processes, byPid, daemon)
    const known = [daemon.unit, ...(daemon.scripts ?? [])].filter((name) => scripts.has(name))
    if (!chief && pid === null && known.length === 0) continue
    units.push({
      name: daemon.unit,
      description: daemon.description,
      state: chief ? 'running' : 'stopped',
      since: chief?.startedAt ?? null,
      enabled: known.length === 0 || enabled === null ? null : known.some((name) => enabled.has(name)),
    })
  }
  return units
}

function isProgram(each: ProcessOutline, daemon: Daemon): boolean {
  return each.state !== 'zombie' && daemon.programs.includes(each.name)
}

/** The first of its processes, not counting one inside another of the same name (workers, sessions). */
function oldest(
  processes: readonly ProcessOutline[],
  byPid: ReadonlyMap<number, ProcessOutline>,
  daemon: Daemon,
): ProcessOutline | undefined {
  const chiefs = processes.filter((each) => {
    if (!isProgram(each, daemon)) return false
    const parent = byPid.get(each.parent)
    return !parent || !isProgram(parent, daemon)
  })
  return chiefs.sort((a, b) => a.startedAt - b.startedAt)[0]
}

async function pidOf(run: string, files: readonly string[]): Promise<number | null> {
  for (const file of files) {
    try {
      const pid = Number.parseInt(await readFile(`${run}/${file}`, 'latin1'), 10)
      if (pid > 0) return pid
    } catch {
      // No such pid file: the next one may be there.
    }
  }
  return null
}

/** Names started by a System V run level or by OpenRC's default one; null where neither is in use. */
async function enabledScripts(etc: string): Promise<Set<string> | null> {
  const openrc = await listed(`${etc}/runlevels/default`)
  const levels = await Promise.all(['rc2.d', 'rc3.d', 'rc5.d', 'rc.d/rc3.d'].map((level) => listed(`${etc}/${level}`)))
  const links = levels.flat().filter((name) => /^S\d\d/.test(name))
  if (openrc.length === 0 && links.length === 0) return null
  return new Set([...openrc, ...links.map((name) => name.slice(3))])
}

async function listed(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch {
    return []
  }
}
