import type { Words } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'

/** Reads texts that come in both languages. */
export function useWords(): (words: Words) => string {
  const { i18n } = useTranslation()
  return (words) => (i18n.language === 'fr' ? words.fr : words.en)
}
