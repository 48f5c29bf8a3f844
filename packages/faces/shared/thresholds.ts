import type { Thresholds } from '@hyperion/domain/alerts'
import type { ThresholdProblem, ThresholdSettings } from '@hyperion/features/thresholds'
import type { FastifyRequest } from 'fastify'
import { principalOf } from './access.ts'
import { type AuditRecorder, audited } from './audited.ts'
import type { Language } from './field-messages.ts'
import { reworded } from './rewording.ts'

const SENTENCES: Record<Language, Record<ThresholdProblem, string>> = {
  en: { range: 'Must be a whole percentage from 0 to 100', order: 'Must be below the critical threshold' },
  fr: { range: 'Doit être un pourcentage entier de 0 à 100', order: 'Doit être inférieur au seuil critique' },
}

export interface ThresholdDeps {
  readonly thresholdSettings: ThresholdSettings
  readonly audit: AuditRecorder
}

/** Changes thresholds and notes them. */
export function changeThresholds(
  request: FastifyRequest,
  { thresholdSettings, audit }: ThresholdDeps,
  change: Partial<Thresholds>,
  language: Language,
): ReturnType<ThresholdSettings['change']> {
  const { id } = principalOf(request).user
  return audited(request, audit, { action: 'thresholds.change', details: change }, () =>
    reworded({ sentences: SENTENCES[language] }, () => thresholdSettings.change(change, id)),
  )
}
