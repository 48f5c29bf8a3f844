import { Drawer } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { OpenCount } from '../../features/alerts/open-count.tsx'
import { IconSearch, IconSettings } from '../icons.ts'
import styles from './more-sheet.module.css'
import type { PageEntry } from './page-entry.ts'

interface MoreSheetProps {
  readonly pages: readonly PageEntry[]
  readonly onSearch: () => void
  readonly onClose: () => void
}

/** What has no place in the bottom navigation of a phone. */
export function MoreSheet({ pages, onSearch, onClose }: MoreSheetProps) {
  const { t } = useTranslation()
  const { pathname } = useLocation()
  const current = (to: string) => (pathname === to ? 'page' : undefined)
  return (
    <Drawer.Root opened onClose={onClose} position="bottom" size="auto" transitionProps={{ duration: 100 }}>
      <Drawer.Overlay />
      <Drawer.Content className={styles.sheetPlace ?? ''}>
        {/* Not Drawer.Header: that would be a second banner of the page. */}
        <div className={styles.sheetHead}>
          <Drawer.Title>{t('nav.more')}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('common.close')} />
        </div>
        <Drawer.Body>
          <div className={styles.sheet}>
            <button
              type="button"
              onClick={() => {
                onClose()
                onSearch()
              }}
            >
              <IconSearch size={20} aria-hidden />
              {t('nav.search')}
            </button>
            {pages
              .filter(({ group }) => group === 'main')
              .map(({ to, label, icon: Icon }) => (
                <Link key={to} to={to} aria-current={current(to)} onClick={onClose}>
                  <Icon size={20} aria-hidden />
                  {t(label)}
                  {to === '/alerts' && <OpenCount />}
                </Link>
              ))}
            <Link to="/settings" aria-current={current('/settings')} onClick={onClose}>
              <IconSettings size={20} aria-hidden />
              {t('nav.settings')}
            </Link>
          </div>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
