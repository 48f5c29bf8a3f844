import { ActionError } from '@hyperion/domain/actions'
import { PROCESS_LIMITS, type RowOf } from '@hyperion/wire/actions'
import { shown } from '../actions/processes/shown.ts'
import { ask, inParts, type Parts } from './parts.ts'
import { BEFORE, factsIn, sameProcess } from './process-stats.ts'
import type { ShellImplementation } from './reach.ts'

type Row = RowOf<'process.files'>

/** Of a script in parts: what `pid` has open, where the account may see it. */
export const OPEN_FILES = `if ls "/proc/$pid/fd" > /dev/null 2>&1; then
  part open
  ls "/proc/$pid/fd" | wc -l
  part descriptors
  ls -l "/proc/$pid/fd" 2>/dev/null | head -n 20001 | head -c 4000000
fi`

const SCRIPT = inParts(`
${BEFORE}
if cd "/proc/$pid/fd" 2>/dev/null && ls > /dev/null 2>&1; then
  part open
  ls | wc -l
  first=$(ls | sort -n | head -n ${PROCESS_LIMITS.files})
  part descriptors
  [ -n "$first" ] && ls -ld $first 2>/dev/null
  part kinds
  [ -n "$first" ] && ls -lLd $first 2>/dev/null
fi
sample after
`)

/** The first files that a process has open. */
export const openFilesOverShell: ShellImplementation<'process.files'> = async (which, run, reach) => {
  const parts = await ask(SCRIPT, [which.pid], run, reach)
  sameProcess(parts, which, factsIn(parts), reach.context)
  const total = parts.get('open')
  const rows = filesIn(parts)
  if (total === undefined || (rows.length === 0 && Number(total) > 0))
    throw new ActionError('permission', `the account may not see the files of process ${which.pid}`)
  await run.rows(rows)
  return { total: Number(total) }
}

const KINDS: Readonly<Record<string, Row['kind']>> = { '-': 'file', d: 'folder', c: 'device', b: 'device', p: 'pipe', s: 'socket' }
const DELETED = ' (deleted)'

function filesIn(parts: Parts): Row[] {
  const kinds = new Map<number, Row['kind']>()
  for (const [, letter = '', number] of (parts.get('kinds') ?? '').matchAll(/^(.).* (\d+)$/gm))
    kinds.set(Number(number), KINDS[letter] ?? 'other')
  const rows: Row[] = []
  for (const [, number, target = ''] of (parts.get('descriptors') ?? '').matchAll(/^l.*? (\d+) -> (.*)$/gm)) {
    const deleted = target.endsWith(DELETED)
    const kind = target.startsWith('/') ? (kinds.get(Number(number)) ?? 'other') : kindOf(target)
    rows.push({ descriptor: Number(number), kind, path: shown(deleted ? target.slice(0, -DELETED.length) : target), deleted })
  }
  return rows.toSorted((a, b) => a.descriptor - b.descriptor)
}

function kindOf(target: string): Row['kind'] {
  return target.startsWith('socket:') ? 'socket' : target.startsWith('pipe:') ? 'pipe' : 'other'
}
