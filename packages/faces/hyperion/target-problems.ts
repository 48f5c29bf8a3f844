import type { ScrapeProblem, TargetProblem } from '@hyperion/features/prometheus'
import type { FastifyRequest } from 'fastify'
import { type Language, languageFor, reworded } from '../shared/index.ts'

const SENTENCES: Record<Language, Record<ScrapeProblem | TargetProblem, string>> = {
  en: {
    url_malformed: 'Must be an address like http://web-01:9100/metrics',
    url_credentials: 'Must hold no user and password: they have fields of their own',
    credentials_malformed: 'Must not be empty, nor hold control characters; a user name holds no colon',
    credentials_in_clear: 'Are sent over https, or to this machine, alone',
    ca_malformed: 'Must be one or more certificates in PEM',
    tls_without_https: 'Is for addresses that begin with https://',
    name_characters: 'Must have 1 to 150 characters in one line',
    forbidden: 'This address is one that no exporter has',
    refused: 'Nothing listens there: is node_exporter running, and does a firewall let the hub through?',
    unknown_name: 'The name is unknown to DNS',
    unreachable: 'The machine cannot be reached from the hub',
    timeout: 'There was no whole answer in time',
    cut_off: 'The connection was cut off',
    not_tls: 'It does not speak TLS there: perhaps http:// is meant',
    not_http: 'It does not speak HTTP there: perhaps https:// is meant',
    certificate: 'Its certificate is not trusted: give its authority, or a certificate that has not expired',
    certificate_name: 'Its certificate is for another name: give that one',
    credentials: 'It refuses the credentials, or asks for some',
    no_such_path: 'There is nothing at this path: usually it is /metrics',
    redirect: 'It leads elsewhere, and redirects are not followed: give the address that it leads to',
    status: 'It answered with an error',
    too_large: 'It answered more than 8 MiB',
    not_text_format: 'It answered, but not in the text format of Prometheus',
    not_node_exporter: 'It answered, but is no node_exporter of version 0.16 or later',
    unreadable: 'It could not be read',
  },
  fr: {
    url_malformed: 'Doit être une adresse comme http://web-01:9100/metrics',
    url_credentials: 'Ne doit contenir ni utilisateur ni mot de passe : ils ont leurs propres champs',
    credentials_malformed:
      'Ne doivent être ni vides ni contenir de caractères de contrôle ; un nom d’utilisateur ne contient pas de deux-points',
    credentials_in_clear: 'Ne sont envoyés qu’en https, ou à cette machine',
    ca_malformed: 'Doit être un ou plusieurs certificats au format PEM',
    tls_without_https: 'Ne vaut que pour une adresse qui commence par https://',
    name_characters: 'Doit compter de 1 à 150 caractères, sur une seule ligne',
    forbidden: 'Aucun exporteur ne se trouve à cette adresse',
    refused: 'Rien n’écoute à cette adresse : node_exporter tourne-t-il, le pare-feu laisse-t-il passer le hub ?',
    unknown_name: 'Ce nom est inconnu du DNS',
    unreachable: 'Le hub ne peut pas joindre cette machine',
    timeout: 'Pas de réponse complète à temps',
    cut_off: 'La connexion a été coupée',
    not_tls: 'Pas de TLS à cette adresse : peut-être faut-il http://',
    not_http: 'Pas de HTTP à cette adresse : peut-être faut-il https://',
    certificate: 'Son certificat n’est pas reconnu : indiquez son autorité, ou renouvelez-le s’il a expiré',
    certificate_name: 'Son certificat porte un autre nom : indiquez-le',
    credentials: 'Les identifiants sont refusés, ou il en demande',
    no_such_path: 'Il n’y a rien à ce chemin : c’est en général /metrics',
    redirect: 'Cette adresse renvoie ailleurs et les redirections ne sont pas suivies : indiquez l’adresse d’arrivée',
    status: 'La réponse est une erreur',
    too_large: 'La réponse dépasse 8 Mio',
    not_text_format: 'La réponse n’est pas au format texte de Prometheus',
    not_node_exporter: 'La réponse ne vient pas d’un node_exporter 0.16 ou plus récent',
    unreadable: 'La réponse n’a pas pu être lue',
  },
}

/** Does work of scrape targets; what is wrong with one comes out in words. */
export function targetWorded<T>(request: FastifyRequest, work: () => Promise<T>): Promise<T> {
  return reworded({ fields: { credentials: 'auth' }, sentences: SENTENCES[languageFor(request)] }, work)
}
