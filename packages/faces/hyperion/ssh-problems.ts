import { DomainError } from '@hyperion/domain/errors'
import { NotReached, type NotReachedKind } from '@hyperion/features/ssh-hosts'
import type { FastifyRequest } from 'fastify'
import type { Language } from '../shared/index.ts'
import { languageFor } from '../shared/index.ts'

type Sentence = string | ((detail: string) => string)

const SENTENCES: Record<Language, Record<NotReachedKind, Sentence>> = {
  en: {
    name: 'No machine is known by this name',
    refused: 'Nothing listens on this port',
    unreachable: 'There is no way to this address',
    timeout: 'It does not answer in time',
    protocol: 'What answers there speaks no SSH that this hub understands',
    lost: 'It closed the connection',
    host_key: (key) => `The machine shows another key: ${key}`,
    key: 'This is no private key that can be read: OpenSSH, PEM and PuTTY keys of the kinds Ed25519, ECDSA and RSA can',
    passphrase: 'The key is encrypted, and this passphrase does not open it',
    authentication: 'The machine does not let this user in with this secret',
    command: (said) => `It does not run the script: ${said}`,
    flood: 'It prints far more than the script does',
    busy: 'It opens no more sessions over one connection',
    forwarding: 'It connects to no socket of its own for this user',
    answer: (said) => `It does not print what the script does: ${said}`,
    secret_needed: 'Give the password again: it would go to another machine than before',
    secret_lost: 'The secret that was kept cannot be read any longer: give it again',
  },
  fr: {
    name: 'Aucune machine ne porte ce nom',
    refused: "Rien n'écoute sur ce port",
    unreachable: 'Aucune route ne mène à cette adresse',
    timeout: 'Pas de réponse dans le délai',
    protocol: 'Ce qui répond à cette adresse ne parle pas un SSH compris par ce hub',
    lost: 'La machine a fermé la connexion',
    host_key: (key) => `La machine présente une autre clé : ${key}`,
    key: 'Clé privée illisible : sont acceptées les clés OpenSSH, PEM et PuTTY de type Ed25519, ECDSA ou RSA',
    passphrase: "La clé est chiffrée et cette phrase secrète ne l'ouvre pas",
    authentication: "La machine n'accepte pas cet utilisateur avec ce secret",
    command: (said) => `Elle n'exécute pas le script : ${said}`,
    flood: 'Elle affiche bien plus que le script',
    busy: "Elle n'ouvre plus de session sur une même connexion",
    forwarding: 'Elle ne relie cet utilisateur à aucune de ses sockets',
    answer: (said) => `Elle n'affiche pas ce que donne le script : ${said}`,
    secret_needed: "Indiquez à nouveau le mot de passe : il serait envoyé à une autre machine qu'auparavant",
    secret_lost: 'Le secret conservé ne peut plus être lu : indiquez-le à nouveau',
  },
}

const FIELDS: Partial<Record<NotReachedKind, string>> = {
  host_key: 'host_key',
  key: 'private_key',
  passphrase: 'passphrase',
  secret_needed: 'password',
  secret_lost: 'password',
}

/** Does work that reaches for a machine; why it could not comes out in words, at the field to look at. */
export async function reaching<T>(request: FastifyRequest, secret: 'password' | 'private_key', work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof NotReached)) throw error
    const { kind, message } = error
    const sentence = SENTENCES[languageFor(request)][kind]
    const words = [typeof sentence === 'string' ? sentence : sentence(message)]
    const details = kind === 'authentication' ? { username: words, [secret]: words } : { [FIELDS[kind] ?? 'address']: words }
    throw new DomainError('validation_failed', `the host was not reached: ${message}`, { details })
  }
}

type Malformed = 'address' | 'secret' | 'secrets' | 'roots'

const FORM: Record<Language, Readonly<Record<Malformed, string>>> = {
  en: {
    address: 'No machine can have this address',
    secret: 'A password or a private key is required',
    secrets: 'Give either a password or a private key, not both',
    roots: 'Each must be an absolute path without . and .., like /srv/shop',
  },
  fr: {
    address: 'Aucune machine ne peut avoir cette adresse',
    secret: 'Un mot de passe ou une clé privée est requis',
    secrets: 'Indiquez soit un mot de passe, soit une clé privée, pas les deux',
    roots: 'Chacun doit être un chemin absolu sans . ni .., comme /srv/boutique',
  },
}

export function malformed(request: FastifyRequest, field: string, problem: Malformed): DomainError {
  return new DomainError('validation_failed', problem, { details: { [field]: [FORM[languageFor(request)][problem]] } })
}
