import { getCACertificates } from 'node:tls'
import { type Connected, connected } from './connecting.ts'
import { type Exit, type Program, runProgram } from './programs.ts'
import { addressOf, type Target } from './targets.ts'

/** By what probes leave a host. */
export interface Outlet {
  /** As the host resolves it. Rejects with `ActionError`. */
  addressOf(target: Target, signal: AbortSignal): Promise<string>
  /** As {@link connected}. */
  connected(host: string, port: number, signal: AbortSignal): Promise<Connected>
  /** As {@link runProgram}. */
  runProgram(program: Program): Promise<Exit | null>
  /** The certificates that programs of the host trust. */
  trusted(signal: AbortSignal): Promise<readonly string[]>
}

/** Of the machine that this runs on. */
export const ownOutlet: Outlet = {
  addressOf,
  connected,
  runProgram,
  trusted: async () => trustedHere(),
}

/** What programs of this machine trust, else what comes with this one. */
function trustedHere(): readonly string[] {
  const system = getCACertificates('system')
  return system.length > 0 ? system : getCACertificates('default')
}
