import i18next, { type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { remember, remembered } from '../remember.ts'

export const LANGUAGES = ['en', 'fr'] as const
export type Language = (typeof LANGUAGES)[number]

const LOADERS: Record<Language, () => Promise<{ default: object }>> = {
  en: () => import('./en.json'),
  fr: () => import('./fr.json'),
}

const isLanguage = (value: string | null): value is Language => LANGUAGES.some((each) => each === value)

/** What was chosen, else what the browser asks for, else English. */
export function preferredLanguage(stored: string | null, browser: readonly string[]): Language {
  if (isLanguage(stored)) return stored
  return browser.map((each) => each.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'en'
}

export async function startI18n(): Promise<i18n> {
  await i18next.use(initReactI18next).init({ fallbackLng: 'en', resources: {}, interpolation: { escapeValue: false }, returnNull: false })
  await showLanguage(preferredLanguage(remembered('language'), navigator.languages))
  return i18next
}

export async function chooseLanguage(language: Language): Promise<void> {
  remember('language', language)
  await showLanguage(language)
}

export function currentLanguage(): Language {
  return i18next.language === 'fr' ? 'fr' : 'en'
}

/** In French no line begins with a sign that belongs to the word before it. */
export function withFirmSpaces(texts: object): object {
  return JSON.parse(JSON.stringify(texts), (_key, value) =>
    typeof value === 'string' ? value.replace(/ (?=[;:?!%»])/g, '\u00a0').replace(/« /g, '«\u00a0') : value,
  )
}

async function showLanguage(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const texts = (await LOADERS[language]()).default
    i18next.addResourceBundle(language, 'translation', language === 'fr' ? withFirmSpaces(texts) : texts)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}
