import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconRefresh } from '../../app/icons.ts'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useTitle } from '../../app/use-title.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { FindingList, useSelfCheck } from './self-check-list.tsx'

/** The way in, as the hub sees it when it comes to itself from outside. */
export function SelfCheckPage() {
  const { t } = useTranslation()
  useTitle(t('nav.selfCheck'))
  if (!usePermitted('config')) return <NotAllowedPage />
  return (
    <div className={settings.page}>
      <h1 className={settings.title}>{t('nav.selfCheck')}</h1>
      <p className="muted">{t('selfCheck.lead')}</p>
      <Result />
    </div>
  )
}

function Result() {
  const { t } = useTranslation()
  const formats = useFormats()
  const query = useSelfCheck()
  if (query.isPending) return <PanelSkeleton height={320} />
  if (query.isError && !query.data) return <PanelFailure error={query.error} retry={() => void query.refetch()} />
  const { url, ok, findings, checked_at: at } = query.data
  return (
    <section className={settings.card} aria-labelledby="self-check-title">
      <div className={settings.row}>
        <h2 id="self-check-title">{t(ok ? 'selfCheck.ok' : 'selfCheck.notOk', { url })}</h2>
        <Button
          variant="default"
          size="xs"
          loading={query.isFetching}
          leftSection={<IconRefresh size={16} aria-hidden />}
          onClick={() => void query.refetch()}
        >
          {t('selfCheck.again')}
        </Button>
      </div>
      <FindingList findings={findings} />
      <p className="muted">{t('selfCheck.at', { time: formats.dateTime(at) })}</p>
    </section>
  )
}
