import { readFileSync } from 'node:fs'

/** What an engine puts into each container from a folder that bears the container's id. */
const GIVEN = ['/etc/hostname', '/etc/hosts', '/etc/resolv.conf']
const ID = /(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/

/** Id of the container that this process runs in; null outside of one. */
export function ownContainer(proc = '/proc'): string | null {
  return containerIn(textOf(`${proc}/self/cgroup`), textOf(`${proc}/self/mountinfo`))
}

/** By the cgroup; in a namespace of its own, where that says nothing, by what the engine mounted into it. */
export function containerIn(cgroup: string, mounts: string): string | null {
  const byCgroup = ID.exec(cgroup)?.[0]
  if (byCgroup) return byCgroup
  for (const line of mounts.split('\n')) {
    const [, , , root = '', at = ''] = line.split(' ')
    const id = GIVEN.includes(at) ? ID.exec(root)?.[0] : undefined
    if (id) return id
  }
  return null
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
