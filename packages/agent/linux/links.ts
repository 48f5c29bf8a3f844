import { existsSync, readlinkSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { type InterfaceInfo, isVirtualName } from '@hyperion/domain/hosts'
import { parseInterfaces } from '../collectors/network.ts'
import type { Files } from './files.ts'
import type { Paths } from './paths.ts'
import { finite, instanceName } from './text.ts'

export type Addresses = ReturnType<typeof networkInterfaces>

export interface Links {
  speed(name: string): number | null
  /** Loopback, bridge of containers, tunnel, member of a bond …: its traffic is another interface's too. */
  isVirtual(name: string): boolean
  list(): readonly InterfaceInfo[]
  /** Forgets speeds and roles, so that they are read anew. */
  refresh(): void
}

const MEGABIT = 1_000_000

/** What of links is no file: this machine's own unless told. */
export interface LinkFacts {
  readonly addresses?: () => Addresses
  readonly isBondMember?: (name: string) => boolean
}

export function createLinks(files: Files, paths: Paths, net: string, facts: LinkFacts = {}): Links {
  const { addresses = networkInterfaces, isBondMember = (name) => isInBond(folder(name)) } = facts
  const speeds = new Map<string, number | null>()
  const roles = new Map<string, boolean>()
  const folder = (name: string): string => `${paths.sys}/class/net/${name}`
  const fact = (name: string, file: string): string | null => files.once(`${folder(name)}/${file}`)?.trim() ?? null

  const links: Links = {
    speed(name) {
      let speed = speeds.get(name)
      if (speed === undefined) {
        // Asking a virtual interface for its speed is refused or answered with a made-up figure.
        const megabits = links.isVirtual(name) ? null : finite(fact(name, 'speed') ?? undefined)
        speed = megabits !== null && megabits > 0 ? megabits * MEGABIT : null
        speeds.set(name, speed)
      }
      return speed
    },
    isVirtual(name) {
      let role = roles.get(name)
      if (role === undefined) {
        role = isVirtualName(name) || isBondMember(name)
        roles.set(name, role)
      }
      return role
    },
    list() {
      const known = addresses()
      return parseInterfaces(files.text(`${net}/dev`) ?? '').map(({ name }) => {
        const own = known[name] ?? []
        return {
          name: instanceName(name),
          ipv4: own.filter(({ family }) => family === 'IPv4').map(({ address }) => address),
          ipv6: own.filter(({ family }) => family === 'IPv6').map(({ address }) => address),
          mac: macOf(fact(name, 'address') ?? own[0]?.mac ?? ''),
          speed: links.speed(name),
          up: isUp(fact(name, 'operstate'), fact(name, 'flags'), own.length > 0),
          virtual: links.isVirtual(name),
        }
      })
    },
    refresh() {
      speeds.clear()
      roles.clear()
    },
  }
  return links
}

function isInBond(folder: string): boolean {
  try {
    return existsSync(`${folder}/${readlinkSync(`${folder}/master`)}/bonding`)
  } catch {
    return false
  }
}

/** Upper case, as the contracts print it; loopback's zeros are no address. */
function macOf(text: string): string | null {
  return /^([\da-f]{2}:)+[\da-f]{2}$/i.test(text) && !/^[0:]+$/.test(text) ? text.toUpperCase() : null
}

const FLAG_UP = 1

function isUp(state: string | null, flags: string | null, hasAddress: boolean): boolean {
  if (state === 'up') return true
  if (state !== null && state !== 'unknown') return false
  return flags === null ? hasAddress : (Number(flags) & FLAG_UP) !== 0
}
