import { ActionError } from '@hyperion/domain/actions'
import type { JournalRow } from '@hyperion/wire/actions'
import { complaintOf, type Journal, readJournalBy, rowOf } from '../actions/units/journal.ts'
import { JOURNAL_RIGHTS } from '../actions/units/rights.ts'
import { ask, inParts } from './parts.ts'
import { NOT_FOUND, runProgram } from './programs.ts'
import type { Reach, ShellImplementation } from './reach.ts'

/** journalctl tells an account of its own entries alone, and says nothing of others: that would look like silence. */
const ALLOWED_SCRIPT = inParts(`
command -v journalctl > /dev/null || fail unsupported journalctl is not installed
there=
for folder in /var/log/journal/* /run/log/journal/*; do
  [ -d "$folder" ] || continue
  there=yes
  for file in "$folder/system.journal" "$folder"/system*.journal; do
    [ -r "$file" ] && there=readable
  done
  [ "$there" = readable ] && break
done
[ "$there" = yes ] && fail permission ${JOURNAL_RIGHTS}
`)

/** Rows that go out together while it is followed. */
const TOGETHER = 256

/** What a unit wrote, and writes, as the account may read it. */
export const journalOverShell: ShellImplementation<'unit.journal'> = async (params, run, reach) => {
  await ask(ALLOWED_SCRIPT, [], run, reach)
  return readJournalBy(journalOf(reach), reach.clock, params, run)
}

/** journalctl of a host. */
export function journalOf(reach: Reach): Journal {
  return async function* journal(args, signal) {
    const lines = runProgram(['journalctl', ...args], signal, reach)
    let complaint = ''
    for (;;) {
      const { value, done } = await lines.next()
      if (done) {
        if (value === NOT_FOUND) throw new ActionError('unsupported', 'journalctl is not installed')
        // A search without a find ends with 1 and says nothing.
        if (value !== 0 && complaint !== '') throw complaintOf(complaint)
        return
      }
      const rows: JournalRow[] = []
      for (const line of value) {
        const row = rowOf(line)
        if (row) rows.push(row)
        else if (!line.startsWith('{')) complaint = `${complaint}${line}\n`.slice(-1000)
      }
      for (let at = 0; at < rows.length; at += TOGETHER) yield rows.slice(at, at + TOGETHER)
    }
  }
}
