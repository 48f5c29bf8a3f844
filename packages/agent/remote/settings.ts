import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Strain } from '@hyperion/wire/agent'

/** What an agent remembers of the hub that let it in, so that it starts again without being told. */
export interface Enrolled {
  readonly hub: string
  /** Public key of the hub, by which it is recognised ever after. */
  readonly hubKey: string
  readonly host: number
  readonly pin: string | null
  readonly insecure: boolean
  /** As the hub last said, so that it holds while the hub is away. */
  readonly intervalMs: number
  readonly strain?: Strain
}

/** Null before the first enrolment. */
export function readEnrolled(folder: string): Enrolled | null {
  try {
    return JSON.parse(readFileSync(join(folder, 'agent.json'), 'utf8')) as Enrolled
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw new Error(`${join(folder, 'agent.json')} cannot be read: ${(error as Error).message}`)
  }
}

export function writeEnrolled(folder: string, enrolled: Enrolled): void {
  const path = join(folder, 'agent.json')
  writeFileSync(`${path}.new`, `${JSON.stringify(enrolled, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
