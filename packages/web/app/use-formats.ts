import { useTranslation } from 'react-i18next'
import { createFormats, type Formats } from './format.ts'

/** Made once a language: the browser takes milliseconds for each set, and the lines of a list ask for many. */
const made = new Map<'en' | 'fr', Formats>()

export function useFormats(): Formats {
  const { i18n } = useTranslation()
  return formatsOf(i18n.language === 'fr' ? 'fr' : 'en')
}

function formatsOf(language: 'en' | 'fr'): Formats {
  const known = made.get(language)
  if (known) return known
  const formats = createFormats(language)
  made.set(language, formats)
  return formats
}
