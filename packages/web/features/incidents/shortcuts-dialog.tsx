import { Switch } from '@mantine/core'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../app/shell/dialog.tsx'
import { useShortcutsOn } from '../../app/use-keys.ts'
import styles from './incidents-page.module.css'

const LIST_KEYS = ['j', 'k', 'Enter', 'a', 'r', 'c', 'n', '?'] as const
const ROOM_KEYS = ['a', 'm', 'r', 'o', 'c', 'j', 'k', '?'] as const

/** Which keys do what, and whether they do. */
export function ShortcutsDialog({ place, onClose }: { place: 'list' | 'room'; onClose: () => void }) {
  const { t } = useTranslation()
  const [on, change] = useShortcutsOn()
  return (
    <Dialog title={t('incidents.keys.title')} onClose={onClose}>
      <dl className={styles.keys}>
        {(place === 'list' ? LIST_KEYS : ROOM_KEYS).map((key) => (
          <Fragment key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`incidents.keys.${place}.${key === '?' ? 'help' : key}`)}</dd>
          </Fragment>
        ))}
      </dl>
      <Switch
        label={t('incidents.keys.on')}
        description={t('incidents.keys.why')}
        checked={on}
        onChange={(event) => change(event.currentTarget.checked)}
      />
    </Dialog>
  )
}
