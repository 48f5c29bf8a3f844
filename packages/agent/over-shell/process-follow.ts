import type { RowOf } from '@hyperion/wire/actions'
import { listOverShell } from './process-list.ts'
import type { ShellScript } from './scripted.ts'

type Row = RowOf<'process.list'>

const EVERY_MS = 4_000

/** The table again and again, of which what is another than before is told. */
export const followOverShell: ShellScript = {
  script: listOverShell.script,
  input: () => '',
  read: listOverShell.read,
  follow() {
    const told = new Map<number, { readonly startedAt: number; readonly facts: string; readonly figures: string }>()
    return {
      everyMs: EVERY_MS,
      next(answer, context) {
        const { rows, result } = listOverShell.read(answer, context, {})
        const here = new Set<number>()
        const news = (rows as readonly Row[]).flatMap((row) => {
          const { pid, startedAt } = row
          here.add(pid)
          const { facts, figures } = partsOf(row)
          const now = { startedAt, facts: JSON.stringify(facts), figures: JSON.stringify(figures) }
          const before = told.get(pid)
          told.set(pid, now)
          const known = before?.startedAt === startedAt && before.facts === now.facts
          if (known && before.figures === now.figures) return []
          return [{ pid, startedAt, ...(!known && { facts }), figures }]
        })
        const gone = [...told].filter(([pid]) => !here.has(pid)).map(([pid, { startedAt }]) => ({ pid, startedAt, figures: null }))
        for (const { pid } of gone) told.delete(pid)
        return { rows: [...news, ...gone], at: (result as { readonly at: number }).at }
      },
    }
  },
}

function partsOf({ parent, name, command, user, protected: guarded, pid: _, startedAt: __, ...figures }: Row) {
  return { facts: { parent, name, command, user, protected: guarded }, figures }
}
