import type { EscalationRun, EscalationRunStore, Page, PageStore, StepRecord } from '@hyperion/ports/escalation'

/** How an incident is or was escalated. */
export interface IncidentEscalation {
  /** Newest first; an incident that was opened again has several. */
  readonly runs: readonly (EscalationRun & { readonly log: readonly StepRecord[] })[]
  /** Oldest first. */
  readonly pages: readonly Page[]
}

/** What became of the escalation of an incident; the id is a UUID. */
export async function incidentEscalation(
  { runs, pages }: { readonly runs: Pick<EscalationRunStore, 'ofIncident'>; readonly pages: Pick<PageStore, 'ofIncident'> },
  incident: string,
): Promise<IncidentEscalation> {
  const [all, sent] = await Promise.all([runs.ofIncident(incident), pages.ofIncident(incident)])
  return { runs: all, pages: sent }
}
