import { Button, MultiSelect, SegmentedControl, Select } from '@mantine/core'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { IconChartLine, IconZoomReset } from '../../app/icons.ts'
import { EmptyState } from '../../app/shell/empty-state.tsx'
import { usePhone } from '../../app/use-phone.ts'
import { useTitle } from '../../app/use-title.ts'
import { useNow } from '../../app/when.tsx'
import type { Frame } from '../../charts/frame.ts'
import { useFleet } from '../fleet/use-fleet.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { RANGE_MS, type Range, windowOf } from '../hosts/url-state.ts'
import settings from '../settings/settings.module.css'
import styles from './compare.module.css'
import { COMPARE_RANGES, type CompareState, MOST_HOSTS, parseCompare, writeCompare } from './compare-address.ts'
import { CompareChart } from './compare-chart.tsx'
import { alignFrames } from './compare-series.ts'
import { StatisticsTable } from './compare-table.tsx'
import { COMPARED_GROUPS, type ComparedGroup, comparedMetrics, GROUP_TITLES, hasInstances } from './metrics.ts'
import { useFacts, useHistories } from './queries.ts'

/** The same figures of two to eight hosts, side by side. */
export function ComparePage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const state = useMemo(() => parseCompare(params), [params])
  const change = (part: Partial<CompareState>) =>
    setParams(writeCompare({ ...parseCompare(new URLSearchParams(window.location.search)), ...part }), {
      replace: !('zoom' in part || 'range' in part),
      preventScrollReset: true,
    })
  useTitle('', t('compare.title'))
  return (
    <div className={`${settings.page} ${styles.page}`}>
      <h1 className={settings.title}>{t('compare.title')}</h1>
      <Chooser state={state} change={change} />
      {state.hosts.length < 2 ? (
        <EmptyState icon={IconChartLine} title={t('compare.addHosts')} text={t('compare.pickText')} />
      ) : (
        <Comparison key={state.hosts.join()} state={state} change={change} />
      )}
    </div>
  )
}

interface PartProps {
  readonly state: CompareState
  readonly change: (part: Partial<CompareState>) => void
}

function Chooser({ state, change }: PartProps) {
  const { t } = useTranslation()
  const { rows } = useFleet()
  const phone = usePhone()
  const known = rows.map(({ id, name }) => ({ value: String(id), label: name }))
  const missing = state.hosts.filter((id) => !rows.some((row) => row.id === id))
  return (
    <div className={styles.chooser}>
      <MultiSelect
        className={styles.hosts ?? ''}
        label={t('compare.pick')}
        placeholder={state.hosts.length < MOST_HOSTS ? t('compare.howMany') : ''}
        data={[...known, ...missing.map((id) => ({ value: String(id), label: t('compare.unknownHost', { id }) }))]}
        value={state.hosts.map(String)}
        maxValues={MOST_HOSTS}
        limit={50}
        searchable
        hidePickedOptions
        onChange={(ids) => change({ hosts: ids.map(Number) })}
      />
      <Select
        label={t('compare.metric')}
        data={COMPARED_GROUPS.map((group) => ({ value: group, label: t(GROUP_TITLES[group]) }))}
        value={state.group}
        allowDeselect={false}
        onChange={(group) => change({ group: group as ComparedGroup, instance: '' })}
      />
      <div className={styles.range}>
        <SegmentedControl
          size={phone ? 'xs' : 'sm'}
          fullWidth={phone}
          value={state.zoom ? '' : state.range}
          onChange={(range) => change({ range: range as Range, zoom: null })}
          data={COMPARE_RANGES.map((range) => ({ value: range, label: t(`range.${range}`) }))}
          aria-label={t('range.label')}
          withItemsBorders={false}
          transitionDuration={100}
        />
        {state.zoom && (
          <Button
            size="compact-md"
            variant="light"
            leftSection={<IconZoomReset size={16} aria-hidden />}
            onClick={() => change({ zoom: null })}
          >
            {t('range.back')}
          </Button>
        )}
      </div>
    </div>
  )
}

function Comparison({ state, change }: PartProps) {
  const { t } = useTranslation()
  const { hosts, group, range, zoom } = state
  const { rows, skew } = useFleet()
  const now = useNow(30_000) + skew
  const facts = useFacts(hosts)
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set())
  const history = facts.flatMap(({ data }) => data?.series.filter((each) => each.group === group) ?? [])
  const instances = [...new Set(history.map(({ instance }) => instance))]
  const instance = hasInstances(group) ? state.instance || (instances[0] ?? '') : ''
  const ready = facts.every(({ isPending }) => !isPending)
  const first = history.reduce<number | null>((low, each) => Math.min(low ?? each.first, each.first), null)
  const shown = windowOf({ range, zoom }, now, first)
  const metrics = comparedMetrics(group)
  const histories = useHistories({
    hosts,
    group,
    instance,
    metrics: metrics.map(({ id }) => id),
    windowKey: zoom ? `${zoom.from}-${zoom.to}` : range,
    window: shown,
    refetchEvery: zoom ? false : range === 'all' ? 300_000 : Math.min(300_000, Math.max(30_000, RANGE_MS[range] / 400)),
    enabled: ready && (!hasInstances(group) || instance !== ''),
  })
  const aligned = useAligned(
    group,
    histories.map(({ data }) => data?.frame),
  )
  const names = hosts.map((id) => rows.find((row) => row.id === id)?.name ?? t('compare.unknownHost', { id }))
  const failed = histories.find(({ isError, data }) => isError && data === undefined)
  if (failed) return <PanelFailure error={failed.error} retry={() => histories.forEach((each) => void each.refetch())} />
  if (ready && hasInstances(group) && instances.length === 0) return <p className="muted">{t('compare.noInstance')}</p>
  if (!ready || !aligned) return <PanelSkeleton height={300} />
  return (
    <>
      {hasInstances(group) && instances.length > 1 && (
        <Select
          className={styles.instance ?? ''}
          label={t('compare.instance')}
          data={instances}
          value={instance}
          allowDeselect={false}
          searchable
          onChange={(name) => change({ instance: name ?? '' })}
        />
      )}
      {metrics.map((metric) => (
        <CompareChart
          key={metric.id}
          metric={metric}
          names={names}
          ids={hosts}
          aligned={aligned}
          window={shown}
          hidden={hidden}
          onHide={setHidden}
          onZoom={(window) => change({ zoom: { from: window.from, to: Math.min(window.to, now) } })}
          onReset={() => change({ zoom: null })}
        />
      ))}
      <StatisticsTable metrics={metrics} names={names} ids={hosts} aligned={aligned} histories={histories.map(({ data }) => data)} />
    </>
  )
}

function useAligned(group: string, frames: readonly (Frame | undefined)[]) {
  const known = frames.filter((frame) => frame !== undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the frames themselves, however many
  return useMemo(() => (known.length === frames.length ? alignFrames(group, known) : null), [group, ...frames])
}
