import type { FleetRow } from '@hyperion/wire/fleet'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconBellOff, IconChartLine, IconTag } from '../../app/icons.ts'
import { usePermitted } from '../session/session.ts'
import styles from './bulk-bar.module.css'
import { SilenceHostsDialog } from './silence-hosts-dialog.tsx'
import { TagsDialog } from './tags-dialog.tsx'

const MOST_COMPARED = 8

interface BulkBarProps {
  readonly hosts: readonly FleetRow[]
  readonly mayAct: boolean
  readonly onDone: () => void
}

/** What can be done with the chosen hosts. */
export function BulkBar({ hosts, mayAct, onDone }: BulkBarProps) {
  const { t } = useTranslation()
  const mayConfigure = usePermitted('config')
  const [dialog, setDialog] = useState<'tags' | 'silence' | null>(null)
  const comparable = hosts.length >= 2 && hosts.length <= MOST_COMPARED
  const compare = `/compare?hosts=${hosts.map(({ id }) => id).join()}`
  return (
    // biome-ignore lint/a11y/useSemanticElements: not a set of form fields
    <div className={styles.bulk} role="group" aria-label={t('fleet.withChosen')}>
      <strong className={styles.bulkCount}>{t('fleet.chosen', { count: hosts.length })}</strong>
      {comparable ? (
        <Button size="compact-md" variant="default" component={Link} to={compare} leftSection={<IconChartLine size={16} aria-hidden />}>
          {t('compare.title')}
        </Button>
      ) : (
        <Button
          size="compact-md"
          variant="default"
          disabled
          title={t('compare.howMany')}
          leftSection={<IconChartLine size={16} aria-hidden />}
        >
          {t('compare.title')}
        </Button>
      )}
      {mayConfigure && (
        <Button size="compact-md" variant="default" leftSection={<IconTag size={16} aria-hidden />} onClick={() => setDialog('tags')}>
          {t('fleet.setTags')}
        </Button>
      )}
      {mayAct && (
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconBellOff size={16} aria-hidden />}
          onClick={() => setDialog('silence')}
        >
          {t('alerts.silence')}
        </Button>
      )}
      <Button size="compact-md" variant="subtle" onClick={onDone}>
        {t('alerts.chooseNone')}
      </Button>
      {dialog === 'tags' && <TagsDialog hosts={hosts} onClose={() => setDialog(null)} />}
      {dialog === 'silence' && <SilenceHostsDialog hosts={hosts} onClose={() => setDialog(null)} />}
    </div>
  )
}
