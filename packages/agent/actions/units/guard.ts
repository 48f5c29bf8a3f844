import { readFileSync } from 'node:fs'
import { ActionError } from '@hyperion/domain/actions'
import type { UnitVerb } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'
import type { UnitManager } from './manager.ts'

const ENDS: readonly UnitVerb[] = ['stop', 'restart', 'disable', 'mask']
/** What a unit cannot be without. */
const NEEDS = ['Requires', 'BindsTo', 'PartOf', 'Requisite'] as const
/** More than any machine has between a service and the start of it all. */
const MOST = 200

/** The unit that this agent runs in; null where systemd did not start it. */
export function ownUnit({ paths }: Pick<Environment, 'paths'>): string | null {
  try {
    const groups = readFileSync(`${paths.proc}/self/cgroup`, 'utf8')
    const line = groups.split('\n').find((each) => /^(?:0:|\d+:name=systemd):/.test(each))
    return /^\/(?:[^/]+\.slice\/)*([^/]+\.service)(?:\/|$)/.exec(line?.split(':').slice(2).join(':') ?? '')?.[1] ?? null
  } catch {
    return null
  }
}

/** Units that the agent ends with: its own, and all that it stands on. */
export async function ownUnits(systemd: UnitManager, own: string | null): Promise<ReadonlySet<string>> {
  const found = new Set<string>(own === null ? [] : [own])
  for (const unit of found) {
    if (found.size > MOST) break
    const properties = await systemd.properties(unit).catch(() => ({}) as Record<string, unknown>)
    for (const need of NEEDS) {
      const units = properties[need]
      if (Array.isArray(units)) for (const each of units) found.add(String(each))
    }
  }
  return found
}

/** Throws where it would end the agent, and with it any way to bring it back from afar. */
export async function guardOwn(environment: Environment, systemd: UnitManager, unit: string, verb: UnitVerb): Promise<void> {
  if (!ENDS.includes(verb)) return
  const own = ownUnit(environment)
  if ((await ownUnits(systemd, own)).has(unit))
    throw new ActionError('protected', unit === own ? `the agent runs in ${unit}` : `the agent needs ${unit}`)
}
