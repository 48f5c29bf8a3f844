import type { ContainerInfo } from '@hyperion/domain/hosts'
import type { ResultOf } from '@hyperion/wire/actions'
import { eachLine } from '../../linux/text.ts'
import { shown } from './shown.ts'

type Place = Pick<ResultOf<'process.detail'>, 'cgroup' | 'unit' | 'container'>

const UNIT = /^[^/]+\.(service|scope|socket|mount|swap)$/
const CONTAINER = /[0-9a-f]{64}/

/** Where a process belongs, by `/proc/PID/cgroup`. */
export function placeOf(text: string, containers: readonly Pick<ContainerInfo, 'id' | 'name'>[]): Place {
  const path = pathIn(text)
  if (path === null) return { cgroup: null, unit: null, container: null }
  const id = CONTAINER.exec(text)?.[0]
  // The first one below the slices is the system's; what is below that is a user's own, or the unit's.
  const unit = path.split('/').find((part) => UNIT.test(part))
  return {
    cgroup: shown(path),
    unit: unit === undefined ? null : shown(unit, 255),
    container: id === undefined ? null : { id, name: shown(containers.find((each) => each.id === id)?.name ?? id.slice(0, 12), 255) },
  }
}

/** Of version 2, else that of the service manager, else of any controller. */
function pathIn(text: string): string | null {
  const paths = new Map<string, string>()
  eachLine(text, (line) => {
    const [, controllers = '', ...rest] = line.split(':')
    paths.set(controllers, rest.join(':'))
  })
  const unified = paths.get('')
  return (unified === '/' ? undefined : unified) ?? paths.get('name=systemd') ?? unified ?? paths.values().next().value ?? null
}
