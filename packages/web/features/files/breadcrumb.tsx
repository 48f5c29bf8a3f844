import { childPath, nameOfPath, parentPath } from '@hyperion/wire/actions'
import { useTranslation } from 'react-i18next'
import { IconChevronRight } from '../../app/icons.ts'
import styles from './files.module.css'

/** Folders from one that is open here down to this one, each a way back. */
function waysTo(path: string, roots: readonly string[]): readonly string[] {
  const ways: string[] = []
  for (let at: string | null = path; at !== null; at = parentPath(at)) {
    ways.unshift(at)
    if (roots.includes(at)) return ways
  }
  return [path]
}

export function Breadcrumb({ path, roots, onGo }: { path: string; roots: readonly string[]; onGo: (path: string) => void }) {
  const { t } = useTranslation()
  const ways = path === '' ? [] : waysTo(path, roots)
  return (
    <nav aria-label={t('files.where')} className={styles.crumbs}>
      <button type="button" onClick={() => onGo('')} aria-current={path === '' ? 'page' : undefined}>
        {t('files.roots')}
      </button>
      {ways.map((way, i) => (
        <span key={way}>
          <IconChevronRight size={14} aria-hidden />
          <button type="button" onClick={() => onGo(way)} aria-current={way === path ? 'page' : undefined}>
            <bdi>{i === 0 ? shownRoot(way) : nameOfPath(way)}</bdi>
          </button>
        </span>
      ))}
    </nav>
  )
}

function shownRoot(root: string): string {
  return parentPath(root) === null ? '/' : `${parentPath(root) === '/' ? '' : '…'}/${nameOfPath(root)}`
}

/** Of an entry in a folder. */
export const pathIn = childPath
