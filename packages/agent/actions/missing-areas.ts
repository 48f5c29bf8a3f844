import { existsSync } from 'node:fs'
import type { Tier } from '@hyperion/domain/actions'
import type { Capabilities } from '@hyperion/wire/actions'
import { findSockets } from '../containers/engine-sockets.ts'
import { networkFolder } from '../linux/paths.ts'
import type { Environment } from './environment.ts'

/** Which parts of the catalog this host has nothing for, and why: words that the web app explains. */
export function missingAreas({
  paths,
  dockerHost,
  tier,
  roots,
}: Pick<Environment, 'paths' | 'dockerHost' | 'roots'> & { readonly tier: Tier }): Capabilities['lacks'] {
  const lacks: { readonly area: string; readonly reason: string }[] = []
  if (!existsSync(`${paths.run}/systemd/system`)) lacks.push({ area: 'units', reason: 'no_systemd' })
  // When the agent starts no engine has told of its containers yet.
  if (findSockets(paths, dockerHost).sockets.length === 0) lacks.push({ area: 'containers', reason: 'no_engine' })
  if (tier === 'full' && roots.length === 0) lacks.push({ area: 'files', reason: 'no_roots' })
  if (!existsSync(`${networkFolder(paths)}/dev`)) lacks.push({ area: 'network', reason: 'no_proc' })
  return lacks
}
