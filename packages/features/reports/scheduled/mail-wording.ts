import type { Language } from '../format.ts'

interface MailWords {
  readonly subject: (name: string, about: string, range: string) => string
  readonly hosts: (count: number) => string
  readonly open: string
  readonly all: string
  readonly attached: string
  readonly tooLarge: string
  readonly failed: (host: string) => string
  readonly left: (count: number) => string
  readonly why: (name: string) => string
  readonly host: string
}

export const MAIL_WORDS: Readonly<Record<Language, MailWords>> = {
  en: {
    subject: (name, about, range) => `${name}: ${about}, ${range}`,
    hosts: (count) => `${count} hosts`,
    open: 'Open the report',
    all: 'All reports',
    attached: 'attached',
    tooLarge: 'too large to be attached',
    failed: (host) => `The report of ${host} could not be made.`,
    left: (count) => `${count} more ${count === 1 ? 'host is' : 'hosts are'} left out: a mail has at most a hundred reports.`,
    why: (name) => `Sent by Hyperion, schedule “${name}”. Its recipients are set there.`,
    host: 'Host',
  },
  fr: {
    subject: (name, about, range) => `${name} : ${about}, ${range}`,
    hosts: (count) => `${count} machines`,
    open: 'Ouvrir le rapport',
    all: 'Tous les rapports',
    attached: 'en pièce jointe',
    tooLarge: 'trop volumineux pour être joint',
    failed: (host) => `Le rapport de ${host} n’a pas pu être établi.`,
    left: (count) =>
      `${count} ${count === 1 ? 'autre machine est laissée' : 'autres machines sont laissées'} de côté : un message compte au plus cent rapports.`,
    why: (name) => `Envoyé par Hyperion, planification « ${name} ». Les destinataires s’y règlent.`,
    host: 'Machine',
  },
}
