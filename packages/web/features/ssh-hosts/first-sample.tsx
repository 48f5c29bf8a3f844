import type { NewSshHostAnswer } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Done } from '../../app/shell/said.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { LacksBadge } from '../hosts/lacks-badge.tsx'
import styles from './ssh.module.css'

const SHOWN_FILESYSTEMS = 4

export function FirstSample({ added, onDone }: { added: NewSshHostAnswer; onDone: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { host, first_sample: first } = added
  const disks = first.filesystems.slice(0, SHOWN_FILESYSTEMS)
  return (
    <section className={styles.form} aria-label={t('ssh.added.title', { name: host.name })}>
      <Done told>{t('ssh.added.title', { name: host.name })}</Done>
      <dl className={styles.facts}>
        <dt>{t('ssh.added.system')}</dt>
        <dd>{first.os}</dd>
        <dt>{t('ssh.added.size')}</dt>
        <dd>
          {t('facts.cores', { count: first.cores })} · {formats.bytes(first.memory_bytes)}
        </dd>
        <dt>{t('ssh.added.memory')}</dt>
        <dd>{formats.percent(first.memory_usage)}</dd>
        <dt>{t('ssh.added.load')}</dt>
        <dd>{formats.load(first.load)}</dd>
        <dt>{t('ssh.added.uptime')}</dt>
        <dd>{formats.duration(first.uptime_seconds === null ? null : first.uptime_seconds * 1000)}</dd>
        {disks.map(({ mount, usage, total_bytes }) => (
          <div key={mount} className={styles.fact}>
            <dt>{mount}</dt>
            <dd>{t('ssh.added.disk', { usage: formats.percent(usage), total: formats.bytes(total_bytes) })}</dd>
          </div>
        ))}
      </dl>
      <LacksBadge lacks={host.lacks} />
      <div className={styles.actions}>
        <Button data-autofocus onClick={() => onDone()}>
          {t('ssh.added.open')}
        </Button>
      </div>
    </section>
  )
}
