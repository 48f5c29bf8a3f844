import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useParams } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { NotFoundPage } from '../../app/shell/not-found.tsx'
import { PageSkeleton } from '../../app/shell/page-skeleton.tsx'
import { useLive, useWatch } from '../../live/feed.tsx'
import { FirstMinute } from '../first-minute/first-minute.tsx'
import { HostHeader } from './host-header.tsx'
import styles from './host-page.module.css'
import { HostTabs } from './host-tabs.tsx'
import { PanelFailure } from './panel.tsx'
import { HUB_HOST, useHost } from './queries.ts'
import { StateLine } from './state-line.tsx'
import { TABS, type Tab } from './tabs/index.ts'
import { ViewProvider } from './view.tsx'

export function ThisHostPage() {
  return <LiveHost id={HUB_HOST} tab={TABS[0]} start />
}

export function HostPage() {
  const { id = '', tab: name = TABS[0].name } = useParams()
  const tab = TABS.find((each) => each.name === name)
  return tab && /^[1-9]\d{0,9}$/.test(id) ? <LiveHost key={id} id={Number(id)} tab={tab} /> : <NotFoundPage />
}

/** `start`: as the first page of the app, which is about the hub's own machine. */
function LiveHost({ id, tab, start = false }: { id: number; tab: Tab; start?: boolean }) {
  const { t } = useTranslation()
  const host = useHost(id)
  const live = useLive(id)
  useWatch(id === HUB_HOST ? null : id)
  if (host.error instanceof ApiError && host.error.status === 404) return <NotFoundPage />
  const silent = host.isError && !live.latest && !host.data
  if (host.isPending && !live.latest) return <PageSkeleton />
  if (silent && !tab.always) {
    return (
      <ViewProvider host={id}>
        <div className={styles.page}>
          <HostHeader host={id} />
          <HostTabs host={id} current={tab} />
          <PanelFailure error={host.error} retry={() => void host.refetch()} />
        </div>
      </ViewProvider>
    )
  }
  const { Content } = tab
  return (
    <ViewProvider host={id}>
      <ScrollToPanel />
      <div className={styles.page}>
        {start && <FirstMinute />}
        {start ? <h1 className="visually-hidden">{host.data?.name ?? t('nav.overview')}</h1> : <HostHeader host={id} />}
        {!silent && <StateLine host={id} overview={tab === TABS[0]} />}
        <HostTabs host={id} current={tab} />
        <Content host={id} />
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
