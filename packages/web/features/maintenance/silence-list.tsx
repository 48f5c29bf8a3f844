import type { SilenceRow } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import panel from '../hosts/panel.module.css'
import { PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import styles from './maintenance.module.css'
import { endSilence, useSilences, useSubjects } from './queries.ts'
import { aboutText } from './summary.ts'

/** Silences that last or are to come; those that are over are of no use to anybody. */
export function SilenceList({ onEnded }: { onEnded: (said: string) => void }) {
  const { t } = useTranslation()
  const query = useSilences()
  if (query.isError) {
    return (
      <section className={settings.card}>
        <PanelFailure error={query.error} retry={() => void query.refetch()} />
      </section>
    )
  }
  if (!query.data) return <PanelSkeleton height={120} />
  const silences = query.data.silences.filter(({ state }) => state !== 'past')
  return (
    <section className={styles.list} aria-label={t('maintenance.silences')}>
      <h2 className={styles.heading}>{t('maintenance.silences')}</h2>
      {silences.length === 0 ? (
        <PanelEmpty>{t('maintenance.noSilence')}</PanelEmpty>
      ) : (
        <ul className={styles.rows}>
          {silences.map((silence) => (
            <SilenceItem key={silence.id} silence={silence} now={query.dataUpdatedAt} onEnded={onEnded} />
          ))}
        </ul>
      )}
    </section>
  )
}

function SilenceItem({ silence, now, onEnded }: { silence: SilenceRow; now: number; onEnded: (said: string) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const subjects = useSubjects()
  const client = useQueryClient()
  const permitted = usePermitted('execute')
  const submission = useSubmit([] as const)
  const { id, from, to, reason, author, state } = silence
  const about = aboutText(silence, subjects, t)
  const at = Date.parse(state === 'future' ? from : to)
  const end = async () => {
    if (await submission.run(() => endSilence(client, id))) onEnded(t('maintenance.ended', { about }))
  }
  return (
    <li className={styles.row} data-active={state === 'active' || undefined}>
      <div className={styles.what}>
        <div className={styles.name}>{about}</div>
        {reason !== '' && <div>{reason}</div>}
        <div className={panel.sub}>{author}</div>
        {submission.failure && <FormError>{submission.failure}</FormError>}
      </div>
      <time className={styles.state} dateTime={new Date(at).toISOString()} title={formats.dateTime(at)}>
        {t(state === 'future' ? 'maintenance.begins' : 'maintenance.ends', { when: formats.relative(at, now) })}
      </time>
      {permitted && (
        <Button variant="default" size="xs" loading={submission.busy} onClick={() => void end()}>
          {t('maintenance.endNow')}
        </Button>
      )}
    </li>
  )
}
