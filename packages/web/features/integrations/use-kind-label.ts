import type { IntegrationRow } from '@hyperion/wire/inbound'
import { useTranslation } from 'react-i18next'
import { useKinds } from './queries.ts'

/** What a kind is called; the hub's own alerts are no other program's. */
export function useKindLabel(): (kind: IntegrationRow['kind']) => string {
  const { t } = useTranslation()
  const kinds = useKinds().data?.results
  return (kind) => (kind === 'hyperion' ? t('integrations.own.kind') : (kinds?.find((each) => each.kind === kind)?.label ?? kind))
}
