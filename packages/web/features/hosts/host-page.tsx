import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { NotFoundPage } from '../../app/shell/not-found.tsx'
import { PageSkeleton } from '../../app/shell/page-skeleton.tsx'
import { useLive, useWatch } from '../../live/feed.tsx'
import { FirstMinute } from '../first-minute/first-minute.tsx'
import { ChartSections } from './chart-sections.tsx'
import styles from './host-page.module.css'
import { PanelFailure } from './panel.tsx'
import { HUB_HOST, useHost } from './queries.ts'
import { RangeBar } from './range-bar.tsx'
import { StateLine } from './state-line.tsx'
import { Tiles } from './tiles.tsx'
import { ViewProvider } from './view.tsx'

export function ThisHostPage() {
  return <LiveHost id={HUB_HOST} />
}

export function HostPage() {
  const { id = '' } = useParams()
  return /^[1-9]\d{0,9}$/.test(id) ? <LiveHost key={id} id={Number(id)} /> : <NotFoundPage />
}

function LiveHost({ id }: { id: number }) {
  const { t } = useTranslation()
  const host = useHost(id)
  const live = useLive(id)
  useWatch(id === HUB_HOST ? null : id)
  if (host.error instanceof ApiError && host.error.status === 404) return <NotFoundPage />
  if (host.isPending && !live.latest) return <PageSkeleton />
  if (host.isError && !live.latest && !host.data) return <PanelFailure error={host.error} retry={() => void host.refetch()} />
  return (
    <ViewProvider host={id}>
      <ScrollToPanel />
      <div className={styles.page}>
        <h1 className="visually-hidden">{host.data?.name ?? t('nav.overview')}</h1>
        {id === HUB_HOST && <FirstMinute />}
        <StateLine host={id} />
        <Tiles host={id} />
        <RangeBar />
        <ChartSections host={id} />
      </div>
    </ViewProvider>
  )
}

/** A link to a panel shows it, also from the palette and on arrival. */
function ScrollToPanel() {
  const { hash, key } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same link followed again scrolls again
  useEffect(() => {
    if (hash !== '') document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView()
  }, [hash, key])
  return null
}
