import type { OnCallProblem } from '@hyperion/domain/on-call'
import type { FastifyRequest } from 'fastify'
import { type Language, languageFor, reworded } from '../shared/index.ts'

const SENTENCES: Record<Language, Record<OnCallProblem, string>> = {
  en: {
    name: 'Must have 1 to 100 characters and no line breaks',
    taken: 'This name is taken',
    zone: 'This is not a time zone',
    no_layers: 'At least one layer is required',
    too_many: 'There are too many',
    nobody: 'At least one person is required',
    unknown_user: 'There is no such user',
    range: 'Is out of range',
    days: 'Must be days of the week, each once, where turns are weeks, and null otherwise',
    time: 'Must be a time of day as HH:MM',
    date: 'Must be a date as YYYY-MM-DD',
    instant: 'Must be an ISO-8601 time',
    order: 'Must be after the beginning',
    past: 'Must be in the future',
    reason: 'Must have at most 200 characters and no line breaks',
  },
  fr: {
    name: 'Doit compter de 1 à 100 caractères, sans saut de ligne',
    taken: 'Ce nom est déjà pris',
    zone: "Ce fuseau horaire n'existe pas",
    no_layers: 'Il faut au moins une couche',
    too_many: 'Il y en a trop',
    nobody: 'Il faut au moins une personne',
    unknown_user: "Cet utilisateur n'existe pas",
    range: 'Hors des valeurs possibles',
    days: 'Doit être une liste de jours, chacun une fois, si les tours sont des semaines, sinon null',
    time: 'Doit être une heure de la forme HH:MM',
    date: 'Doit être une date de la forme AAAA-MM-JJ',
    instant: 'Doit être un instant ISO-8601',
    order: 'Doit être après le début',
    past: 'Doit être dans le futur',
    reason: 'Doit compter au plus 200 caractères, sans saut de ligne',
  },
}

/** Does work of on-call schedules; what is wrong comes out in words. */
export function onCallWorded<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  return reworded({ sentences: SENTENCES[languageFor(request)] }, work)
}
