import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconTrash } from '../../../app/icons.ts'
import { OperatingSettings } from '../../operating/operating-settings.tsx'
import { usePermitted } from '../../session/session.ts'
import { AccessSettings } from '../../ssh-hosts/access-settings.tsx'
import { HostStorage } from '../../storage/host-storage.tsx'
import { DeleteHostDialog } from '../delete-host-dialog.tsx'
import { HostForm } from '../host-form.tsx'
import page from '../host-page.module.css'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from '../panel.tsx'
import { useHostSummary, useHosts } from '../queries.ts'
import styles from './settings-tab.module.css'

export function SettingsTab({ host }: { host: number }) {
  const { t } = useTranslation()
  const hosts = useHosts()
  const summary = useHostSummary(host)
  const permitted = usePermitted('config')
  const [deleting, setDeleting] = useState(false)
  if (!summary) {
    if (hosts.isError) return <PanelFailure error={hosts.error} retry={() => void hosts.refetch()} />
    return hosts.isPending ? <PanelSkeleton height={320} /> : <PanelEmpty>{t('hostPage.settings.gone')}</PanelEmpty>
  }
  return (
    <div className={page.sections}>
      <Panel id="settings" title={t('hostPage.settings.title')} wide>
        {!permitted && <p className="muted">{t('hostPage.settings.readOnly')}</p>}
        <HostForm key={host} summary={summary} permitted={permitted} />
      </Panel>
      <OperatingSettings host={host} permitted={permitted} />
      {permitted && summary.kind === 'ssh' && <AccessSettings key={host} host={host} />}
      <HostStorage host={host} />
      {permitted && summary.kind !== 'hub' && (
        <Panel id="delete" title={t('hostPage.settings.deleteTitle')} wide>
          <p>{t('hostPage.settings.deleteText')}</p>
          <Button
            variant="default"
            className={styles.delete ?? ''}
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => setDeleting(true)}
          >
            {t('hostPage.settings.delete', { name: summary.name })}
          </Button>
        </Panel>
      )}
      {deleting && <DeleteHostDialog summary={summary} onClose={() => setDeleting(false)} />}
    </div>
  )
}
