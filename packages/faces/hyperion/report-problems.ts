import type { ScheduleProblem } from '@hyperion/domain/reports'
import type { FastifyRequest } from 'fastify'
import { type Language, languageFor, reworded } from '../shared/index.ts'

const SENTENCES: Record<Language, Record<ScheduleProblem, string>> = {
  en: {
    name: 'Must have 1 to 100 characters and no line breaks',
    tag: 'Tags have 1 to 50 letters, digits and . _ : -, and begin with a letter or a digit',
    too_many: 'There are too many',
    unknown_host: 'There is no such host',
    days: 'Must be a day where it is monthly or weekly, and null otherwise',
    time: 'Must be a time of day as HH:MM',
    zone: 'This is not a time zone',
    address: 'Must be plain mail addresses',
    nobody: 'At least one recipient is required',
  },
  fr: {
    name: 'Doit compter de 1 à 100 caractères, sans saut de ligne',
    tag: 'Les étiquettes comptent de 1 à 50 lettres, chiffres et . _ : -, et commencent par une lettre ou un chiffre',
    too_many: 'Il y en a trop',
    unknown_host: "Cet hôte n'existe pas",
    days: 'Doit être un jour si c’est mensuel ou hebdomadaire, sinon null',
    time: 'Doit être une heure de la forme HH:MM',
    zone: "Ce fuseau horaire n'existe pas",
    address: 'Doit être une liste de simples adresses de courriel',
    nobody: 'Il faut au moins un destinataire',
  },
}

/** Does work of schedules; what is wrong with their settings comes out in words. */
export function scheduleWorded<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  return reworded({ sentences: SENTENCES[languageFor(request)] }, work)
}
