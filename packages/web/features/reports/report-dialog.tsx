import { Checkbox, MultiSelect, NativeSelect, SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage, LANGUAGES, type Language } from '../../app/i18n/index.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { HUB_HOST, useHosts } from '../hosts/queries.ts'
import { usePreferences } from '../preferences/queries.ts'
import { ownZone } from '../rules/clock-fields.tsx'
import { askForReports } from './queries.ts'
import { hoursOf, REPORT_RANGES, type WantedReport } from './report-range.ts'
import { rangeText } from './report-words.ts'
import styles from './reports.module.css'

interface ReportDraft {
  readonly hosts: readonly number[]
  readonly hours: number | null
  readonly format: 'html' | 'pdf'
  readonly language: Language
  readonly containers: boolean
}

const MOST_HOSTS = 20
/** What a range is called in a field that holds texts. */
const nameOf = (hours: number | null): string => (hours === null ? 'all' : String(hours))

/** Null is a range as well: all there is. */
function firstKnown(...ranges: readonly (number | null | undefined)[]): number | null {
  return ranges.find((each) => each !== undefined) ?? null
}

/** What the report is to be about; a link may have said so already. */
export function ReportDialog({ wanted, onClose }: { wanted: WantedReport; onClose: (said?: string) => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const preferences = usePreferences()
  const known = useHosts().data?.hosts ?? []
  const [chosen, setChosen] = useState<Partial<ReportDraft>>({})
  const draft: ReportDraft = {
    hosts: wanted.hosts.length > 0 ? wanted.hosts : [preferences.default_collector_id ?? HUB_HOST],
    hours: firstKnown(hoursOf(wanted.range), hoursOf(preferences.default_time_range)),
    format: 'pdf',
    language: currentLanguage(),
    containers: preferences.show_containers,
    ...chosen,
  }
  const submission = useSubmit(['hosts', 'hours'] as const)
  const change = (part: Partial<ReportDraft>) => {
    setChosen((before) => ({ ...before, ...part }))
    submission.clear('hosts')
  }
  const submit = async () => {
    if (!submission.check(draft.hosts.length === 0 ? { hosts: t('reports.chooseHost') } : {})) return
    const done = await submission.run(() => askForReports(client, { ...draft, zone: ownZone() }))
    if (done) onClose(t('reports.asked', { count: done.answer.reports.length }))
  }
  const ranges = [...new Set([...Object.values(REPORT_RANGES), draft.hours])]
  return (
    <Dialog title={t('reports.add')} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('reports.make')} onSubmit={() => void submit()} onCancel={() => onClose()}>
        <MultiSelect
          name="hosts"
          label={t('maintenance.hosts')}
          data={known.map(({ id, name }) => ({ value: String(id), label: name }))}
          value={draft.hosts.map(String)}
          error={submission.errors.hosts}
          maxValues={MOST_HOSTS}
          searchable
          onChange={(hosts) => change({ hosts: hosts.map(Number) })}
        />
        <NativeSelect
          name="hours"
          label={t('reports.range')}
          data={ranges.map((hours) => ({ value: nameOf(hours), label: rangeText(t, hours) }))}
          value={nameOf(draft.hours)}
          error={submission.errors.hours}
          onChange={({ currentTarget: { value } }) => change({ hours: value === 'all' ? null : Number(value) })}
        />
        <FormatAndLanguage format={draft.format} language={draft.language} onChange={change} />
        <Checkbox
          name="containers"
          label={t('reports.containers')}
          checked={draft.containers}
          onChange={(event) => change({ containers: event.currentTarget.checked })}
        />
      </DialogForm>
    </Dialog>
  )
}

interface FormatProps {
  readonly format: 'html' | 'pdf'
  readonly language: Language
  readonly onChange: (change: { readonly format?: 'html' | 'pdf'; readonly language?: Language }) => void
}

/** The two choices that every report and every schedule has. */
export function FormatAndLanguage({ format, language, onChange }: FormatProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.pair}>
      <Labelled label={t('reports.format')}>
        <SegmentedControl
          fullWidth
          aria-label={t('reports.format')}
          data={[
            { value: 'pdf', label: 'PDF' },
            { value: 'html', label: 'HTML' },
          ]}
          value={format}
          onChange={(value) => onChange({ format: value as 'html' | 'pdf' })}
        />
      </Labelled>
      <Labelled label={t('language.label')}>
        <SegmentedControl
          fullWidth
          aria-label={t('language.label')}
          data={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
          value={language}
          onChange={(value) => onChange({ language: value as Language })}
        />
      </Labelled>
    </div>
  )
}

export function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.labelled}>
      <span>{label}</span>
      {children}
    </div>
  )
}
