import type { DomainError, ErrorCode } from '@hyperion/domain/errors'
import type { Dialect } from '../shared/index.ts'

type Wording = readonly [status: number, error: string, message: string | ((error: DomainError) => string)]

const WORDINGS: Record<ErrorCode, Wording> = {
  token_missing: [401, 'Token manquant', "Header 'Authorization: Bearer <token>' requis"],
  token_invalid: [401, 'Token invalide', 'Le token est inconnu, révoqué ou expiré'],
  token_revoked: [401, 'Token invalide', 'Le token est inconnu, révoqué ou expiré'],
  credentials_invalid: [401, 'Connexion échouée', "Nom d'utilisateur ou mot de passe incorrect"],
  otp_required: [401, 'Code requis', "Authentification à deux facteurs : ajoutez le champ 'otp' avec le code de votre application"],
  password_change_required: [
    403,
    'Changement de mot de passe requis',
    'Changez votre mot de passe avec POST /change-password avant de continuer',
  ],
  permission_denied: [403, 'Accès refusé', ({ info }) => `Permission '${requiredRole(info.permission)}' requise pour cette action`],
  key_refused: [403, 'Accès refusé', "Une clé d'API ne peut pas faire cela : connectez-vous"],
  step_up_required: [403, 'Code requis', 'Confirmez cette action avec un code : POST /api/session/step-up, puis recommencez'],
  origin_refused: [403, 'Accès refusé', "L'origine de la requête n'est pas autorisée"],
  validation_failed: [400, 'Données invalides', 'Certains champs sont manquants ou invalides'],
  malformed_body: [400, 'Données invalides', "La requête n'est pas lisible : JSON bien formé attendu"],
  body_too_large: [413, 'Requête trop volumineuse', 'Le corps de la requête dépasse la taille permise'],
  media_type_unsupported: [415, 'Type de contenu non pris en charge', "Utilisez 'Content-Type: application/json'"],
  upgrade_required: [426, 'WebSocket requis', "Cette adresse s'ouvre avec un client WebSocket"],
  not_found: [404, 'Introuvable', "La ressource demandée n'existe pas"],
  method_not_allowed: [405, 'Méthode non autorisée', "Cette ressource ne répond pas à cette méthode : voir l'en-tête Allow"],
  conflict: [409, 'Conflit', "La demande est en conflit avec l'état actuel"],
  username_taken: [409, 'Conflit', "Ce nom d'utilisateur est déjà pris"],
  last_admin: [409, 'Conflit', 'Le dernier administrateur ne peut être ni supprimé ni rétrogradé'],
  rate_limited: [429, 'Trop de requêtes', ({ info }) => `Limite de requêtes dépassée. Réessayez dans ${info.retryAfter ?? 1} secondes.`],
  storage_unavailable: [503, 'Service indisponible', 'Le stockage ne répond pas pour le moment'],
  not_ready: [503, 'Service indisponible', "La première mesure n'est pas encore disponible"],
  action_refused: [403, 'Action refusée', 'La machine refuse cette action'],
  action_failed: [502, 'Action échouée', "La machine n'a pas pu effectuer cette action"],
  host_unreachable: [503, 'Machine injoignable', 'La machine ne répond pas pour le moment'],
  internal: [500, 'Erreur interne', "Une erreur inattendue s'est produite"],
}

/** The document names the one role that may configure and manage users. */
function requiredRole(permission: string | undefined): string {
  return permission === 'config' || permission === 'users' ? 'admin' : (permission ?? 'read')
}

/** `{error, message}` in French, with `details` by field where there are any. */
export const healthcheckDialect: Dialect = {
  language: 'fr',
  render(error) {
    const [status, title, message] = WORDINGS[error.code]
    const { details, retryAfter } = error.info
    const body = {
      error: title,
      message: typeof message === 'string' ? message : message(error),
      ...(details && { details }),
      ...(error.code === 'otp_required' && { otp_required: true }),
      ...(retryAfter !== undefined && { retry_after: retryAfter }),
    }
    return { status, body }
  },
}
