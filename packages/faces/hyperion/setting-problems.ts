import type { SettingProblem } from '@hyperion/domain/alerts'
import type { FastifyRequest } from 'fastify'
import type { Language } from '../shared/index.ts'
import { languageFor, reworded } from '../shared/index.ts'

const SENTENCES: Record<Language, Record<SettingProblem, string>> = {
  en: {
    name: 'Must have 1 to 100 characters and no line breaks',
    reason: 'Must have at most 500 characters',
    metric: 'This is not a metric that can be watched',
    metric_unused: 'Rules of this kind watch no metric',
    level_missing: 'A warning or a critical level is required',
    level_order: 'Must be reached before the critical level is',
    level_range: 'Is out of range for what is watched',
    pattern: 'Must be patterns separated by commas, none of them empty',
    range: 'Is out of range',
    tag: 'Tags have 1 to 50 letters, digits and . _ : -, and begin with a letter or a digit',
    too_many: 'There are too many',
    unknown_host: 'There is no such host',
    no_history: 'There is no history to try rules of this kind on',
    days: 'Must be days, each once',
    time: 'Must be a time of day as HH:MM',
    zone: 'This is not a time zone',
    instant: 'Must be an ISO-8601 time',
    order: 'Must be after the beginning',
    past: 'Must be in the future',
    empty: 'Must last at least a minute',
    endless: 'Must end before it begins again',
    both: 'Must be left out with a recurrence',
  },
  fr: {
    name: 'Doit compter de 1 à 100 caractères, sans saut de ligne',
    reason: 'Doit compter au plus 500 caractères',
    metric: 'Cette métrique ne peut pas être surveillée',
    metric_unused: 'Les règles de ce type ne surveillent pas de métrique',
    level_missing: "Un seuil d'avertissement ou critique est requis",
    level_order: 'Doit être atteint avant le seuil critique',
    level_range: 'Hors des valeurs possibles pour ce qui est surveillé',
    pattern: "Doit être une liste de motifs séparés par des virgules, aucun n'étant vide",
    range: 'Hors des valeurs possibles',
    tag: 'Les étiquettes comptent de 1 à 50 lettres, chiffres et . _ : -, et commencent par une lettre ou un chiffre',
    too_many: 'Il y en a trop',
    unknown_host: "Cet hôte n'existe pas",
    no_history: "Il n'y a pas d'historique pour essayer les règles de ce type",
    days: 'Doit être une liste de jours, chacun une fois',
    time: 'Doit être une heure de la forme HH:MM',
    zone: "Ce fuseau horaire n'existe pas",
    instant: 'Doit être un instant ISO-8601',
    order: 'Doit être après le début',
    past: 'Doit être dans le futur',
    empty: 'Doit durer au moins une minute',
    endless: 'Doit finir avant de recommencer',
    both: 'Doit être absent avec une récurrence',
  },
}

const FIELDS = {
  forSeconds: 'for_seconds',
  noDataMinutes: 'no_data_minutes',
  'rule.forSeconds': 'rule.for_seconds',
  'rule.noDataMinutes': 'rule.no_data_minutes',
}

/** Does work of rules, silences or windows; what is wrong with their settings comes out in words. */
export function worded<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  return reworded({ fields: FIELDS, sentences: SENTENCES[languageFor(request)] }, work)
}
