import type { RetentionPreviewAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useFormats } from '../../app/use-formats.ts'
import type { Submission } from '../../app/use-submit.ts'
import type { Field } from './draft.ts'
import styles from './storage.module.css'

const LISTED = 8

interface LossDialogProps {
  readonly preview: RetentionPreviewAnswer
  readonly submission: Submission<Field>
  readonly onSave: () => void
  readonly onClose: () => void
}

/** Says exactly what a shorter retention takes away, and asks. */
export function LossDialog({ preview, submission, onSave, onClose }: LossDialogProps) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { hosts, dropped_bytes: dropped, thinned_bytes: thinned } = preview
  return (
    <Dialog title={t('storage.loss.title')} onClose={onClose}>
      <DialogForm
        {...submission}
        submit={t(dropped > 0 ? 'storage.loss.delete' : 'storage.loss.thin')}
        danger
        onSubmit={onSave}
        onCancel={onClose}
      >
        {dropped > 0 && <p>{t('storage.loss.dropped', { bytes: formats.bytes(dropped) })}</p>}
        {thinned > 0 && <p>{t('storage.loss.thinned', { bytes: formats.bytes(thinned) })}</p>}
        <ul className={styles.losses}>
          {hosts.slice(0, LISTED).map((host) => (
            <li key={host.id}>
              <strong>{host.name}</strong>{' '}
              {[
                host.dropped_days > 0 && t('storage.loss.days', { count: host.dropped_days }),
                host.thinned_days > 0 && t('storage.loss.thinnedDays', { count: host.thinned_days }),
              ]
                .filter(Boolean)
                .join(', ')}
            </li>
          ))}
          {hosts.length > LISTED && <li className="muted">{t('storage.loss.more', { count: hosts.length - LISTED })}</li>}
        </ul>
        <p className="muted">{t('storage.loss.final')}</p>
      </DialogForm>
    </Dialog>
  )
}
