import { readdirSync, realpathSync, statSync } from 'node:fs'
import type { Paths } from '../linux/paths.ts'
import type { EngineAddress } from './ask-engine.ts'

/** Somewhere an engine may listen. */
export interface EngineSocket {
  /** What its containers' engine is called; null until it has said what it is. */
  readonly label: string | null
  readonly address: EngineAddress
  /** As shown to people, and what tells one from another. */
  readonly where: string
}

export interface FoundSockets {
  /** In the order in which engines may call a name their own. */
  readonly sockets: readonly EngineSocket[]
  readonly troubles: readonly string[]
}

/** The sockets of this machine's engines, the one of `DOCKER_HOST` first, each once whatever links to it. */
export function findSockets({ run }: Paths, dockerHost: string | undefined): FoundSockets {
  const own = dockerHost ? fromDockerHost(dockerHost) : null
  const candidates = [
    ...(own && typeof own !== 'string' ? [own] : []),
    unixSocket('docker', `${run}/docker.sock`),
    unixSocket('podman', `${run}/podman/podman.sock`),
    ...usersOf(run).map((uid) => unixSocket(`podman:${uid}`, `${run}/user/${uid}/podman/podman.sock`)),
  ]
  const troubles = typeof own === 'string' ? [own] : []
  const sockets = new Map<string, EngineSocket>()
  for (const socket of candidates) {
    const place = 'path' in socket.address ? placeOf(socket.address.path, socket === own) : socket.where
    if (place === 'hidden') troubles.push(`containers: ${socket.label} (${socket.where}) may not be looked for by this user`)
    else if (place !== null && !sockets.has(place)) sockets.set(place, socket)
  }
  return { sockets: [...sockets.values()], troubles }
}

const MOST_USERS = 32

function unixSocket(label: string | null, path: string): EngineSocket {
  return { label, address: { path }, where: path }
}

function usersOf(run: string): readonly string[] {
  try {
    return readdirSync(`${run}/user`)
      .filter((name) => /^\d{1,10}$/.test(name))
      .slice(0, MOST_USERS)
  } catch {
    return []
  }
}

/** The socket itself behind links; null where there is none, unless it `must` be there. Users keep their folders to themselves. */
function placeOf(path: string, must: boolean): string | null {
  try {
    return statSync(path).isSocket() ? realpathSync(path) : null
  } catch (error) {
    if (must) return path
    return (error as NodeJS.ErrnoException).code === 'EACCES' && !path.includes('/user/') ? 'hidden' : null
  }
}

/** A sentence where it names what is not of this machine or cannot be read. */
function fromDockerHost(text: string): EngineSocket | string {
  if (text.startsWith('unix://')) return unixSocket(null, text.slice('unix://'.length))
  const [, host = '', port = ''] = /^(?:tcp|http):\/\/(localhost|127(?:\.\d{1,3}){3}):(\d{1,5})\/?$/.exec(text) ?? []
  if (port !== '') return { label: null, address: { host, port: Number(port) }, where: `${host}:${port}` }
  return 'containers: DOCKER_HOST names no engine of this machine: it must be like unix:///run/docker.sock or tcp://127.0.0.1:2375'
}
