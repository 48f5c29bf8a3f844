import type { Mail } from '@hyperion/ports/mail'

export type MailLanguage = 'en' | 'fr'

interface ResetLink {
  readonly to: string
  readonly username: string
  readonly link: string
  readonly minutes: number
}

const TEXTS: Record<MailLanguage, (link: ResetLink) => { subject: string; paragraphs: readonly string[]; button: string }> = {
  en: ({ username, minutes }) => ({
    subject: 'Set a new password for Hyperion',
    button: 'Set a new password',
    paragraphs: [
      `Somebody asked for a new password for the Hyperion user ${username}.`,
      `This link sets one. It works once, for ${minutes} minutes:`,
      'If that was not you, do nothing: the password stays as it is.',
    ],
  }),
  fr: ({ username, minutes }) => ({
    subject: 'Choisir un nouveau mot de passe pour Hyperion',
    button: 'Choisir un nouveau mot de passe',
    paragraphs: [
      `Un nouveau mot de passe a été demandé pour l'utilisateur ${username} de Hyperion.`,
      `Ce lien permet de le choisir. Il sert une fois, pendant ${minutes} minutes :`,
      "Si ce n'était pas vous, ne faites rien : le mot de passe ne change pas.",
    ],
  }),
}

/** The mail with the link; nothing happens by opening it. */
export function resetMail(link: ResetLink, language: MailLanguage): Mail {
  const { subject, paragraphs, button } = TEXTS[language](link)
  const [asked = '', works = '', otherwise = ''] = paragraphs
  return {
    to: [link.to],
    subject,
    text: [asked, works, link.link, otherwise].join('\n\n'),
    html: [`<p>${escaped(asked)}</p>`, `<p>${escaped(works)}</p>`, `<p><a href="${escaped(link.link)}">${button}</a></p>`]
      .concat(`<p>${escaped(otherwise)}</p>`)
      .join('\n'),
    headers: { 'Auto-Submitted': 'auto-generated' },
  }
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
