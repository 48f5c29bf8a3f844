import type { FleetRow } from '@hyperion/wire/fleet'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { alertsChanged } from '../alerts/queries.ts'
import { SilenceForm, type SilenceWish } from '../alerts/silence-form.tsx'

const NAMED = 6

/** Silences whatever fires on these hosts. */
export function SilenceHostsDialog({ hosts, onClose }: { hosts: readonly FleetRow[]; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const names = hosts.slice(0, NAMED).map(({ name }) => name)
  const send = async (wish: SilenceWish) => {
    await request('/api/silences', { method: 'POST', body: { ...wish, hosts: hosts.map(({ id }) => id) } })
    void client.invalidateQueries({ queryKey: ['silences'] })
    void alertsChanged(client)
  }
  return (
    <SilenceForm title={t('fleet.silenceTitle', { count: hosts.length })} send={send} onClose={onClose}>
      <p>{hosts.length > NAMED ? t('fleet.namesAndMore', { names: names.join(', '), count: hosts.length - NAMED }) : names.join(', ')}</p>
      <p className="muted">{t('fleet.silenceText')}</p>
    </SilenceForm>
  )
}
