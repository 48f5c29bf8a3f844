import type { IncidentStore } from '@hyperion/ports/incidents'
import type { RunbookStore } from '@hyperion/ports/runbooks'
import type { Incidents } from './incidents.ts'
import { DONE, type StepHandler } from './orchestrator.ts'

export interface RunbookStepDeps {
  readonly runbooks: Pick<RunbookStore, 'heads'>
  readonly store: Pick<IncidentStore, 'timeline' | 'detail'>
  readonly incidents: Pick<Incidents, 'append'>
}

/** Puts the runbooks of the service on the timeline of an incident, each once. */
export function runbookStep({ runbooks, store, incidents }: RunbookStepDeps): StepHandler {
  return async ({ id, service }) => {
    const [heads, detail, timeline] = await Promise.all([runbooks.heads(), store.detail(id), store.timeline(id)])
    const wanted = heads.filter((runbook) => runbook.service?.id === service.id).map(({ id: runbook, title }) => ({ runbook, title }))
    const { runbookUrl: url } = detail.service
    if (wanted.length === 0 && url === null) return { state: 'skipped', reason: `${service.name} has no runbook` }
    const told = new Set(timeline.filter(({ type }) => type === 'RUNBOOK').map(({ data }) => data.runbook ?? data.url))
    const entry = { type: 'RUNBOOK', actor: null } as const
    for (const { runbook, title } of wanted) {
      if (!told.has(runbook)) await incidents.append(id, { ...entry, message: `Runbook attached: ${title}`, data: { runbook, title } })
    }
    if (url !== null && !told.has(url)) await incidents.append(id, { ...entry, message: `Runbook: ${url}`, data: { url } })
    return DONE
  }
}
