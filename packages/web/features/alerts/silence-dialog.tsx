import type { AlertRow } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { alertLine } from './alert-words.ts'
import { silence } from './queries.ts'
import { SilenceForm } from './silence-form.tsx'

/** Silences these alerts. */
export function SilenceDialog({ alerts, onClose }: { alerts: readonly AlertRow[]; onClose: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const first = alerts[0]
  const ids = alerts.map((alert) => alert.id)
  return (
    <SilenceForm title={t('alerts.silenceTitle', { count: alerts.length })} send={(wish) => silence(client, ids, wish)} onClose={onClose}>
      {first && alerts.length === 1 && <p>{`${first.host_name} · ${alertLine(t, formats, first)}`}</p>}
      <p className="muted">{t('alerts.silenceText')}</p>
    </SilenceForm>
  )
}
