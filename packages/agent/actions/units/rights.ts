import { accessSync, constants, readdirSync } from 'node:fs'
import { ActionError } from '@hyperion/domain/actions'
import type { UnitVerb } from '@hyperion/wire/actions'
import type { Environment } from '../environment.ts'

const ACTIONS = 'org.freedesktop.systemd1'
const FILES: readonly UnitVerb[] = ['enable', 'disable', 'mask', 'unmask']

/** What an account takes to do this with units. */
export function unitRights(verb: UnitVerb): string {
  if (FILES.includes(verb))
    return `the account may not manage the files of units: it takes root, or a rule of polkit for ${ACTIONS}.manage-unit-files`
  return `the account may not manage units: it takes root, or a rule of polkit for ${ACTIONS}.manage-units`
}

export const JOURNAL_RIGHTS = 'the account may not read the journal: put it into the group systemd-journal or adm'

/** Throws where journalctl would tell this account of its own entries alone, and say nothing of others: that would look like silence. */
export function checkJournalRights({ paths }: Pick<Environment, 'paths'>): void {
  const folders = [`${paths.root}/var/log/journal`, `${paths.run}/log/journal`].flatMap((base) =>
    namesIn(base).map((name) => `${base}/${name}`),
  )
  if (folders.length > 0 && !folders.some(holdsReadable)) throw new ActionError('permission', JOURNAL_RIGHTS)
}

function holdsReadable(folder: string): boolean {
  return namesIn(folder).some((name) => /^system\b.*\.journal$/.test(name) && isReadable(`${folder}/${name}`))
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK)
    return true
  } catch {
    return false
  }
}
