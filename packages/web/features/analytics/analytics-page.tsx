import { ANALYTICS_PERIODS, type AnalyticsPeriod } from '@hyperion/wire/web'
import { Button, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { IconDownload } from '../../app/icons.ts'
import { useTitle } from '../../app/use-title.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import settings from '../settings/settings.module.css'
import styles from './analytics.module.css'
import { exportAddress, useIncidentSummary, useIncidentsByService, useIncidentTrends } from './queries.ts'
import { ServiceTable } from './service-table.tsx'
import { SummaryFigures } from './summary-figures.tsx'
import { TrendColumns } from './trend-columns.tsx'

const DEFAULT_PERIOD: AnalyticsPeriod = '30d'

/** How many incidents there were, and how quick one was with them. */
export function AnalyticsPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const period = ANALYTICS_PERIODS.find((each) => each === params.get('period')) ?? DEFAULT_PERIOD
  useTitle(t('analytics.title'))
  const choose = (next: string): void => {
    params.set('period', next)
    setParams(params, { replace: true })
  }
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <header className={styles.head}>
        <div>
          <h1 className={settings.title}>{t('analytics.title')}</h1>
          <p className="muted">{t('analytics.lead')}</p>
        </div>
        <div className={styles.tools}>
          <SegmentedControl
            aria-label={t('analytics.period')}
            value={period}
            onChange={choose}
            data={ANALYTICS_PERIODS.map((value) => ({ value, label: t(`analytics.periods.${value}`) }))}
          />
          <Button
            component="a"
            href={exportAddress(period)}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('analytics.export')}
          </Button>
        </div>
      </header>
      <Figures period={period} />
    </div>
  )
}

function Figures({ period }: { period: AnalyticsPeriod }) {
  const { t } = useTranslation()
  const summary = useIncidentSummary(period)
  const trends = useIncidentTrends(period)
  const services = useIncidentsByService(period)
  const failed = [summary, trends, services].find(({ isError, data }) => isError && !data)
  if (failed) {
    const retry = (): void => {
      for (const each of [summary, trends, services]) if (each.isError) void each.refetch()
    }
    return (
      <section className={settings.card}>
        <PanelFailure error={failed.error} retry={retry} />
      </section>
    )
  }
  if (!summary.data || !trends.data || !services.data) return <PanelSkeleton height={480} />
  if (summary.data.total_incidents === 0) return <Nothing />
  return (
    <>
      <section className={settings.card} aria-label={t('analytics.summary')}>
        <SummaryFigures summary={summary.data} />
      </section>
      <section className={settings.card}>
        <h2>{t('analytics.trends')}</h2>
        <TrendColumns rows={trends.data.data} />
      </section>
      <section className={settings.card}>
        <h2>{t('analytics.byService')}</h2>
        <ServiceTable rows={services.data.results} />
      </section>
    </>
  )
}

function Nothing() {
  const { t } = useTranslation()
  return (
    <section className={settings.card}>
      <h2>{t('analytics.none')}</h2>
      <p className="muted">{t('analytics.noneHint')}</p>
      <div>
        <Button component={Link} to="/incidents" variant="default">
          {t('analytics.toIncidents')}
        </Button>
      </div>
    </section>
  )
}
