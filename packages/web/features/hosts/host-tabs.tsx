import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import styles from './host-tabs.module.css'
import { TABS, type Tab } from './tabs/index.ts'

/** Time goes along from part to part. */
const KEPT = ['range', 'from', 'to'] as const

export function HostTabs({ host, current }: { host: number; current: Tab }) {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const nav = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another part may be out of sight on a narrow screen
  useEffect(() => {
    const chosen = nav.current?.querySelector<HTMLElement>('[aria-current]')
    if (nav.current && chosen) nav.current.scrollLeft = chosen.offsetLeft - (nav.current.clientWidth - chosen.clientWidth) / 2
  }, [current.name])
  const kept = new URLSearchParams(KEPT.flatMap((name) => (params.has(name) ? [[name, params.get(name) ?? '']] : [])))
  const search = kept.size > 0 ? `?${kept}` : ''
  return (
    <nav ref={nav} data-host-tabs className={styles.tabs} aria-label={t('hostPage.tabs.label')}>
      {TABS.map((tab) => (
        <Link
          key={tab.name}
          to={`/hosts/${host}${tab === TABS[0] ? '' : `/${tab.name}`}${search}`}
          aria-current={tab === current ? 'page' : undefined}
        >
          {t(`hostPage.tabs.${tab.name}`)}
        </Link>
      ))}
    </nav>
  )
}
