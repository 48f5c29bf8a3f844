import type { Clock } from '@hyperion/ports/clock'
import type { LiveHost } from '@hyperion/ports/live-host'
import type { Paths } from '../linux/paths.ts'

/** What implementations find on a host. */
export interface Environment {
  readonly host: LiveHost
  /** Where the kernel's and the system's files are seen. */
  readonly paths: Paths
  /** Folders that files may be reached in; of the host. */
  readonly roots: readonly string[]
  /** For what implementations have to keep: a folder of the agent's own. */
  readonly dataDir: string
  /** Further folders and files that nobody may reach over the file operations: they hold keys, say. */
  readonly closed?: readonly string[]
  readonly dockerHost: string | undefined
  readonly clock: Clock
  readonly log: (message: string) => void
}
