import { shownName } from '@hyperion/wire/actions'
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { ReasonField } from '../operating/reason-field.tsx'
import { lastReason, rememberReason } from '../operating/reasons.ts'
import { pathIn } from './breadcrumb.tsx'
import { transfers } from './transfers.ts'

interface Props {
  readonly host: number
  readonly folder: string
  readonly files: readonly File[]
  readonly onDone: () => void
  readonly onClose: () => void
}

/** Asks why before files are sent; they then go on beside the page. */
export function UploadDialog({ host, folder, files, onDone, onClose }: Props) {
  const { t } = useTranslation()
  const formats = useFormats()
  const [reason, setReason] = useState(() => lastReason(host))
  const [overwrite, setOverwrite] = useState(false)
  const submission = useSubmit(['reason'] as const)
  const send = () => {
    if (!submission.check(reason.trim().length < 3 ? { reason: t('operating.reasonMissing') } : {})) return
    rememberReason(host, reason.trim())
    for (const file of files) {
      const path = pathIn(folder, { name: file.name, bytes: null })
      transfers.upload(host, path, shownName(file.name), file, { reason: reason.trim(), overwrite, onDone })
    }
    onClose()
  }
  return (
    <Dialog title={t('files.ask.upload', { count: files.length })} onClose={onClose}>
      <DialogForm {...submission} submit={t('files.do.upload')} onSubmit={send} onCancel={onClose}>
        <ul>
          {files.slice(0, 8).map((file) => (
            <li key={file.name}>
              <bdi>{shownName(file.name)}</bdi> <span className="muted">{formats.bytes(file.size)}</span>
            </li>
          ))}
          {files.length > 8 && <li className="muted">{t('files.andMore', { count: files.length - 8 })}</li>}
        </ul>
        <Checkbox label={t('files.overwrite')} checked={overwrite} onChange={(event) => setOverwrite(event.currentTarget.checked)} />
        <ReasonField
          focused
          value={reason}
          error={submission.errors.reason}
          onChange={(why) => {
            setReason(why)
            submission.clear('reason')
          }}
        />
      </DialogForm>
    </Dialog>
  )
}
