import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Formats } from '../../app/format.ts'
import { useFormats } from '../../app/use-formats.ts'

/** What a line says things with. Handed down: hundreds of cells that each ask for it are felt while scrolling. */
export interface Words {
  readonly t: TFunction
  readonly formats: Formats
}

export function useWords(): Words {
  const { t } = useTranslation()
  const formats = useFormats()
  return useMemo(() => ({ t, formats }), [t, formats])
}
