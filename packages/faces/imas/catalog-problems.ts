import type { CatalogProblem } from '@hyperion/domain/services'
import type { FastifyRequest } from 'fastify'
import { type Language, languageFor, reworded } from '../shared/index.ts'

const SENTENCES: Record<Language, Record<CatalogProblem, string>> = {
  en: {
    taken: 'This name is taken',
    unknown_team: 'Team with this ID does not exist',
    unknown_user: 'User with this ID does not exist',
    unknown_host: 'Host with this ID does not exist',
    unknown_service: 'Service with this ID does not exist',
    unknown_schedule: 'Schedule with this ID does not exist',
    unknown_policy: 'Escalation policy with this ID does not exist',
    blank: 'This field may not be blank',
    link: 'Must be an address that begins with http:// or https://',
  },
  fr: {
    taken: 'Ce nom est déjà pris',
    unknown_team: "Aucune équipe n'a cet identifiant",
    unknown_user: "Aucun utilisateur n'a cet identifiant",
    unknown_host: "Aucune machine n'a cet identifiant",
    unknown_service: "Aucun service n'a cet identifiant",
    unknown_schedule: "Aucun planning n'a cet identifiant",
    unknown_policy: "Aucune politique d'escalade n'a cet identifiant",
    blank: 'Ce champ ne peut pas être vide',
    link: 'Doit être une adresse commençant par http:// ou https://',
  },
}

const FIELDS = {
  ownerTeam: 'owner_team',
  runbookUrl: 'runbook_url',
  escalationPolicyId: 'escalation_policy',
  scheduleId: 'schedule',
}

/** Does work of the catalog; what is wrong comes out in words, by the fields of the document. */
export function worded<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  return reworded({ fields: FIELDS, sentences: SENTENCES[languageFor(request)] }, work)
}
