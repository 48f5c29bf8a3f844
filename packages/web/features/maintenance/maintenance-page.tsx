import type { MaintenanceRow } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { IconPlus } from '../../app/icons.ts'
import { PageHead } from '../../app/shell/page-head.tsx'
import { Said } from '../../app/shell/said.tsx'
import { useKept } from '../../app/use-kept.ts'
import { useTitle } from '../../app/use-title.ts'
import { PanelPending } from '../hosts/panel.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import styles from './maintenance.module.css'
import { useWindows } from './queries.ts'
import { SilenceList } from './silence-list.tsx'
import { DeleteWindowDialog, WindowDialog } from './window-dialog.tsx'
import { type WindowAction, WindowList } from './window-list.tsx'

/** When alerts are kept to themselves: planned windows, and silences that end by themselves. */
export function MaintenancePage() {
  const { t } = useTranslation()
  const query = useWindows()
  const permitted = usePermitted('config')
  const address = useAddress()
  const [said, setSaid] = useState('')
  useTitle(t('nav.maintenance'))
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <PageHead title={t('nav.maintenance')} lead={t('maintenance.lead')}>
        {permitted && (
          <Button className={styles.add ?? ''} leftSection={<IconPlus size={18} aria-hidden />} onClick={() => address.open('add')}>
            {t('maintenance.add')}
          </Button>
        )}
      </PageHead>
      <Said>{said}</Said>
      {query.data ? (
        <WindowList
          windows={query.data.windows}
          now={query.dataUpdatedAt}
          onAction={permitted ? (action, { id }) => address.open(action, id) : null}
        />
      ) : (
        <PanelPending query={query} height={240} framed />
      )}
      <SilenceList onEnded={setSaid} />
      {permitted && query.data && <Dialog windows={query.data.windows} address={address} onClose={close} />}
    </div>
  )
}

interface DialogProps {
  readonly windows: readonly MaintenanceRow[]
  readonly address: ReturnType<typeof useAddress>
  readonly onClose: (said?: string) => void
}

function Dialog({ windows, address, onClose }: DialogProps) {
  const found = useKept(windows, address.window)
  if (address.dialog === 'add') return <WindowDialog window={null} onClose={onClose} />
  if (!found) return null
  if (address.dialog === 'edit') return <WindowDialog key={found.id} window={found} onClose={onClose} />
  return address.dialog === 'delete' ? <DeleteWindowDialog key={found.id} window={found} onClose={onClose} /> : null
}

/** The open dialog, kept in the address. */
function useAddress() {
  const [params, setParams] = useSearchParams()
  return {
    dialog: params.get('dialog'),
    window: Number(params.get('window')),
    open: (dialog: WindowAction | 'add', window?: number) => setParams({ dialog, ...(window !== undefined && { window: String(window) }) }),
    close: () => setParams({}, { replace: true }),
  }
}
