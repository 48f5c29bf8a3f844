import type { ReportRow, ReportScheduleRow } from '@hyperion/wire/web'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { deleteReport, deleteSchedule } from './queries.ts'
import { rangeText } from './report-words.ts'

export function DeleteReportDialog({ report, onClose }: { report: ReportRow; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const client = useQueryClient()
  const submission = useSubmit([] as const)
  const { id, host_name: host, hours, until } = report
  const submit = async () => {
    if (await submission.run(() => deleteReport(client, id))) onClose(t('reports.deleted', { host }))
  }
  const covers = t('reports.covers', { range: rangeText(t, hours), until: formats.dateTime(Date.parse(until)) })
  return (
    <Dialog title={t('reports.deleteTitle', { host })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('reports.delete')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <p>{covers}</p>
        <p className="muted">{t('reports.deleteText')}</p>
      </DialogForm>
    </Dialog>
  )
}

export function DeleteScheduleDialog({ schedule, onClose }: { schedule: ReportScheduleRow; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([] as const)
  const { id, name } = schedule
  const submit = async () => {
    if (await submission.run(() => deleteSchedule(client, id))) onClose(t('maintenance.deleted', { name }))
  }
  return (
    <Dialog title={t('maintenance.deleteTitle', { name })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('maintenance.delete')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <p>{t('reports.schedule.deleteText')}</p>
      </DialogForm>
    </Dialog>
  )
}
