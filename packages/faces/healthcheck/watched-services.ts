import type { UnitInfo } from '@hyperion/domain/hosts'
import { runningFor } from './uptime.ts'

export interface WatchedService {
  readonly name: string
  readonly status: 'running' | 'stopped'
  readonly uptime: string | null
  /** What the service manager calls it, where `running` and `stopped` are not all there is to say. */
  readonly state: UnitInfo['state']
}

/** The names that distributions give to one and the same service. */
const ALIASES: readonly (readonly string[])[] = [
  ['mysql', 'mysqld', 'mariadb', 'mariadbd'],
  ['redis', 'redis-server'],
  ['ssh', 'sshd'],
  ['postgresql', 'postgres'],
  ['docker', 'dockerd'],
  ['apache', 'apache2', 'httpd'],
  ['cron', 'crond', 'cronie'],
]

/** The state of each service of the watch list; one that the machine does not know is stopped. */
export function watchedServices(watched: readonly string[], units: readonly UnitInfo[], now: number): readonly WatchedService[] {
  return watched.map((name) => {
    const names = namesOf(name)
    const found = units.filter((unit) => names.some((each) => isUnitOf(each, unit.name)))
    const unit = found.find(isUp) ?? found[0]
    if (!unit) return { name, status: 'stopped', uptime: null, state: 'stopped' }
    const uptime = isUp(unit) && unit.since !== null ? runningFor(now - unit.since) : null
    return { name, status: isUp(unit) ? 'running' : 'stopped', uptime, state: unit.state }
  })
}

function namesOf(name: string): readonly string[] {
  return ALIASES.find((names) => names.includes(name)) ?? [name]
}

/** `postgresql` is also any instance of its template, such as `postgresql@15-main`. */
function isUnitOf(name: string, unit: string): boolean {
  return unit === name || unit.startsWith(`${name}@`)
}

function isUp({ state }: UnitInfo): boolean {
  return state === 'running' || state === 'stopping'
}
