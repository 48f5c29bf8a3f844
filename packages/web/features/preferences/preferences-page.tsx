import type { PreferencesAnswer } from '@hyperion/wire/web'
import { Button, Checkbox, NativeSelect, SegmentedControl, useComputedColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Said } from '../../app/shell/said.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { useTitle } from '../../app/use-title.ts'
import { PanelPending } from '../hosts/panel.tsx'
import { useHosts } from '../hosts/queries.ts'
import { FormError } from '../session/gate.tsx'
import settings from '../settings/settings.module.css'
import { savePreferences, usePreferencesQuery } from './queries.ts'
import { useTakeTheme } from './use-account-theme.ts'

const RANGES = ['1h', '6h', '24h', '7d', '30d', 'all'] as const
const METRICS = ['cpu', 'memory', 'disk', 'network'] as const
const INTERVALS = [10, 30, 60, 300, 900] as const

/** How whoever is signed in likes to look at history, on every device. */
export function PreferencesPage() {
  const { t } = useTranslation()
  const query = usePreferencesQuery()
  useTitle(t('nav.preferences'))
  return (
    <div className={settings.page}>
      <h1 className={settings.title}>{t('nav.preferences')}</h1>
      {query.data ? <PreferencesForm saved={query.data} /> : <PanelPending query={query} height={360} framed />}
    </div>
  )
}

function PreferencesForm({ saved }: { saved: PreferencesAnswer }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const scheme = useComputedColorScheme()
  const takeTheme = useTakeTheme()
  const hosts = useHosts().data?.hosts ?? []
  const [chosen, setChosen] = useState<Partial<PreferencesAnswer>>({})
  const [done, setDone] = useState(false)
  const submission = useSubmit(['default_collector_id', 'visible_metrics'] as const)
  const draft = { ...saved, ...(!saved.own && { chart_theme: scheme }), ...chosen }
  const change = (part: Partial<PreferencesAnswer>) => {
    setChosen((before) => ({ ...before, ...part }))
    setDone(false)
  }
  const submit = async () => {
    const { own: _, ...body } = draft
    if (!(await submission.run(() => savePreferences(client, body)))) return
    takeTheme(draft.chart_theme)
    setDone(true)
  }
  const intervals = [...new Set([...INTERVALS, draft.refresh_interval_seconds])].sort((a, b) => a - b)
  return (
    <form
      ref={submission.form}
      className={settings.card}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className="muted">{t('preferences.lead')}</p>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      <NativeSelect
        label={t('preferences.range')}
        description={t('preferences.rangeText')}
        data={RANGES.map((value) => ({ value, label: t(`preferences.ranges.${value}`) }))}
        value={draft.default_time_range}
        onChange={(event) => change({ default_time_range: event.currentTarget.value as PreferencesAnswer['default_time_range'] })}
      />
      <NativeSelect
        name="default_collector_id"
        label={t('preferences.host')}
        description={t('preferences.hostText')}
        data={hosts.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={String(draft.default_collector_id ?? '')}
        error={submission.errors.default_collector_id}
        onChange={(event) => change({ default_collector_id: Number(event.currentTarget.value) })}
      />
      <NativeSelect
        label={t('preferences.refresh')}
        description={t('preferences.refreshText')}
        data={intervals.map((seconds) => ({ value: String(seconds), label: intervalText(seconds) }))}
        value={String(draft.refresh_interval_seconds)}
        onChange={(event) => change({ refresh_interval_seconds: Number(event.currentTarget.value) })}
      />
      <Choice label={t('preferences.theme')}>
        {(id) => (
          <SegmentedControl
            aria-labelledby={id}
            data={(['light', 'dark'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
            value={draft.chart_theme}
            onChange={(value) => change({ chart_theme: value as PreferencesAnswer['chart_theme'] })}
          />
        )}
      </Choice>
      <Checkbox.Group
        label={t('preferences.metrics')}
        description={t('preferences.metricsText')}
        value={[...draft.visible_metrics]}
        error={submission.errors.visible_metrics}
        onChange={(metrics) => change({ visible_metrics: METRICS.filter((each) => metrics.includes(each)) })}
      >
        <div className={settings.row} style={{ justifyContent: 'flex-start', paddingTop: 8 }}>
          {METRICS.map((metric) => (
            <Checkbox key={metric} value={metric} label={t(`preferences.metric.${metric}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Checkbox
        label={t('preferences.containers')}
        checked={draft.show_containers}
        onChange={(event) => change({ show_containers: event.currentTarget.checked })}
      />
      <div>
        <Button type="submit" loading={submission.busy}>
          {t('common.save')}
        </Button>
      </div>
      <Said>{done ? t('preferences.saved') : ''}</Said>
    </form>
  )
}

function intervalText(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}

function Choice({ label, children }: { label: string; children: (labelId: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={settings.row}>
      <span id={id}>{label}</span>
      {children(id)}
    </div>
  )
}
