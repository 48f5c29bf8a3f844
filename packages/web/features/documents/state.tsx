import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconCheck, IconCloudOff, IconRefresh } from '../../app/icons.ts'
import type { DocumentStatus, Refusal } from './document-connection.ts'
import styles from './documents.module.css'
import type { Person } from './presence.ts'

/** Whether what was typed is kept. */
export function SaveState({ status, edits }: { status: DocumentStatus; edits: boolean }) {
  const { t } = useTranslation()
  const { icon: Icon, text, tone } = stateOf(status, edits)
  return (
    <span className={styles.saving} data-tone={tone} role="status">
      <Icon size={16} aria-hidden />
      {t(text)}
    </span>
  )
}

function stateOf({ connected, loaded, unsaved, refusal }: DocumentStatus, edits: boolean) {
  if (refusal) return { icon: IconAlertTriangle, text: 'documents.state.refused', tone: 'bad' } as const
  if (!loaded && !unsaved) return { icon: IconRefresh, text: 'documents.state.opening', tone: 'quiet' } as const
  if (!connected)
    return { icon: IconCloudOff, text: unsaved ? 'documents.state.offlineUnsaved' : 'documents.state.offline', tone: 'warning' } as const
  if (unsaved) return { icon: IconRefresh, text: 'documents.state.saving', tone: 'quiet' } as const
  return { icon: IconCheck, text: edits ? 'documents.state.saved' : 'documents.state.live', tone: 'quiet' } as const
}

/** More would push everything else away. */
const SHOWN = 5

/** Who else has the document open. */
export function People({ people }: { people: readonly Person[] }) {
  const { t } = useTranslation()
  if (people.length === 0) return null
  const rest = people.length - SHOWN
  return (
    <ul className={styles.people} aria-label={t('documents.present')}>
      {people.slice(0, SHOWN).map(({ client, name, color, edits }) => {
        const title = edits ? name : t('documents.reads', { name })
        return (
          <li key={client} title={title} style={{ backgroundColor: color }}>
            <span aria-hidden>{name.slice(0, 2).toUpperCase()}</span>
            <span className="visually-hidden">{title}</span>
          </li>
        )
      })}
      {rest > 0 && <li className={styles.more}>+{rest}</li>}
    </ul>
  )
}

/** Why the hub takes nothing more from this page, and what to do. */
export function RefusalNotice({ refusal, onForget }: { refusal: Refusal; onForget: () => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles.refusal} role="alert">
      <IconAlertTriangle size={20} aria-hidden />
      <p>{t(`documents.refusal.${refusal}`)}</p>
      {(refusal === 'full' || refusal === 'refused') && (
        <Button size="xs" variant="default" onClick={onForget}>
          {t('documents.forget')}
        </Button>
      )}
    </div>
  )
}
