import type { DocumentLanguage } from '@hyperion/domain/documents'

const EN = {
  postmortem: 'Postmortem',
  severity: 'Severity',
  status: 'Status',
  service: 'Service',
  team: 'Team',
  lead: 'Lead',
  detected: 'Detected',
  began: 'Opened',
  acknowledged: 'Acknowledged',
  resolved: 'Resolved',
  mttd: 'Time to detect (MTTD)',
  mtta: 'Time to acknowledge (MTTA)',
  mttr: 'Time to resolve (MTTR)',
  runbook: 'Runbook',
  elsewhere: 'Live document',
  severities: { SEV1_CRITICAL: 'SEV1 - Critical', SEV2_HIGH: 'SEV2 - High', SEV3_MEDIUM: 'SEV3 - Medium', SEV4_LOW: 'SEV4 - Low' },
  statuses: { TRIGGERED: 'Triggered', ACKNOWLEDGED: 'Acknowledged', MITIGATED: 'Mitigated', RESOLVED: 'Resolved' },
  nobody: 'nobody yet',
  summary: 'Summary',
  summaryHint: 'What is happening, in two sentences that anyone understands.',
  impact: 'Impact',
  impactHint: 'Who notices, what no longer works, since when.',
  timeline: 'Timeline',
  hypotheses: 'Hypotheses',
  hypothesesHint: 'What it may be, what speaks for it, how to find out.',
  actions: 'Actions',
  actionsHint: 'What to do, @who',
  rootCause: 'Root cause',
  rootCauseHint: 'Why it happened, and why that was possible.',
  resolution: 'Resolution',
  alerts: 'Alerts',
  alert: 'Alert',
  source: 'Source',
  from: 'From',
  to: 'To',
  times: 'Times told',
  noAlerts: 'No alerts: it was opened by hand.',
  people: 'People involved',
  well: 'What went well',
  badly: 'What went badly',
  done: 'Done',
  action: 'Action',
  owner: 'Owner',
  yes: 'yes',
  no: 'no',
  earlier: 'Earlier entries are on the page of the incident.',
}

export type Wording = typeof EN

const FR: Wording = {
  postmortem: 'Post-mortem',
  severity: 'Sévérité',
  status: 'Statut',
  service: 'Service',
  team: 'Équipe',
  lead: 'Responsable',
  detected: 'Détecté',
  began: 'Ouvert',
  acknowledged: 'Acquitté',
  resolved: 'Résolu',
  mttd: 'Délai de détection (MTTD)',
  mtta: 'Délai d’acquittement (MTTA)',
  mttr: 'Délai de résolution (MTTR)',
  runbook: 'Runbook',
  elsewhere: 'Document de suivi',
  severities: { SEV1_CRITICAL: 'SEV1 - Critique', SEV2_HIGH: 'SEV2 - Élevée', SEV3_MEDIUM: 'SEV3 - Moyenne', SEV4_LOW: 'SEV4 - Faible' },
  statuses: { TRIGGERED: 'Déclenché', ACKNOWLEDGED: 'Acquitté', MITIGATED: 'Atténué', RESOLVED: 'Résolu' },
  nobody: 'personne pour l’instant',
  summary: 'Résumé',
  summaryHint: 'Ce qui se passe, en deux phrases que chacun comprend.',
  impact: 'Impact',
  impactHint: 'Qui s’en aperçoit, ce qui ne marche plus, depuis quand.',
  timeline: 'Chronologie',
  hypotheses: 'Hypothèses',
  hypothesesHint: 'Ce que cela peut être, ce qui le suggère, comment le vérifier.',
  actions: 'Actions',
  actionsHint: 'Ce qu’il faut faire, @qui',
  rootCause: 'Cause racine',
  rootCauseHint: 'Pourquoi c’est arrivé, et pourquoi c’était possible.',
  resolution: 'Résolution',
  alerts: 'Alertes',
  alert: 'Alerte',
  source: 'Source',
  from: 'Début',
  to: 'Fin',
  times: 'Signalements',
  noAlerts: 'Aucune alerte : l’incident a été ouvert à la main.',
  people: 'Personnes impliquées',
  well: 'Ce qui a bien marché',
  badly: 'Ce qui a mal marché',
  done: 'Fait',
  action: 'Action',
  owner: 'Responsable',
  yes: 'oui',
  no: 'non',
  earlier: 'Les entrées précédentes sont sur la page de l’incident.',
}

export const WORDINGS: Readonly<Record<DocumentLanguage, Wording>> = { en: EN, fr: FR }

/** Under which headings a section may be found, whatever language it was begun in. */
export function headingsOf(section: 'summary' | 'impact' | 'hypotheses' | 'rootCause'): readonly string[] {
  return [EN[section], FR[section]]
}

/** Hints of both languages: what is still there was never filled in. */
export const HINTS: ReadonlySet<string> = new Set(
  Object.values(WORDINGS).flatMap((words) => [
    words.summaryHint,
    words.impactHint,
    words.hypothesesHint,
    words.rootCauseHint,
    words.actionsHint,
  ]),
)

/** `1 h 30 min`: the two largest parts. */
export function durationOf(seconds: number, language: DocumentLanguage): string {
  const parts = [
    [Math.floor(seconds / 86_400), language === 'fr' ? 'j' : 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const
  const first = parts.findIndex(([amount]) => amount > 0)
  if (first < 0) return '0 s'
  const shown = parts.slice(first, first + 2).filter(([amount]) => amount > 0)
  return shown.map(([amount, unit]) => `${amount} ${unit}`).join(' ')
}
