import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import styles from './older-button.module.css'

interface Pages {
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  fetchNextPage(): unknown
}

/** Under a list that is read page by page, newest first: shows what came before, and nothing once all is shown. */
export function OlderButton({ query }: { query: Pages }) {
  const { t } = useTranslation()
  if (!query.hasNextPage) return null
  return (
    <Button variant="default" className={styles.older ?? ''} loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {t('common.older')}
    </Button>
  )
}
