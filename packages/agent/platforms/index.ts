import type { ContainerList } from '@hyperion/domain/hosts'
import type { Clock } from '@hyperion/ports/clock'
import { type PathOptions, resolvePaths } from '../linux/paths.ts'
import { createLinuxPlatform } from './linux.ts'
import type { Platform } from './platform.ts'
import { createPortablePlatform } from './portable.ts'

export interface PlatformOptions {
  readonly clock: Clock
  readonly monotonic: () => number
  readonly diskMount: string
  readonly paths?: PathOptions
  readonly log: (message: string) => void
  readonly onContainers?: (list: ContainerList) => void
  /** Told within a moment when a service of the system fails, or is well again. */
  readonly onUnits?: (() => void) | undefined
  readonly dockerHost?: string
  readonly watchContainers?: boolean
}

/** The platform that this process runs on. */
export function createPlatform(options: PlatformOptions): Platform {
  const { clock, log } = options
  if (process.platform !== 'linux') return createPortablePlatform({ clock, log })
  return createLinuxPlatform({ ...options, paths: resolvePaths(options.paths) })
}
