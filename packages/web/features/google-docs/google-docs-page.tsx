import type { GoogleDocsAnswer } from '@hyperion/wire/web'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { useTitle } from '../../app/use-title.ts'
import { When } from '../../app/when.tsx'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { usePermitted } from '../session/session.ts'
import { Outcome, TestBar } from '../settings/outcome.tsx'
import settings from '../settings/settings.module.css'
import styles from './google-docs.module.css'
import { GoogleDocsForm } from './google-docs-form.tsx'
import { testGoogleDocs, useGoogleDocs } from './queries.ts'
import { RemoveGoogleDocsDialog } from './remove-google-docs-dialog.tsx'

const REMOVE = 'remove'

/** Where live documents are: in the app, or at Google. */
export function GoogleDocsPage() {
  const { t } = useTranslation()
  useTitle(t('nav.documents'))
  if (!usePermitted('config')) return <NotAllowedPage />
  return (
    <div className={settings.page}>
      <h1 className={settings.title}>{t('nav.documents')}</h1>
      <p className="muted">{t('googleDocs.lead')}</p>
      <Content />
    </div>
  )
}

function Content() {
  const query = useGoogleDocs()
  const [params, setParams] = useSearchParams()
  // A form that begins anew once all was taken away.
  const [epoch, setEpoch] = useState(0)
  if (query.isPending) return <PanelSkeleton height={480} />
  if (query.isError && !query.data) {
    return (
      <section className={settings.card}>
        <PanelFailure error={query.error} retry={() => void query.refetch()} />
      </section>
    )
  }
  const found = query.data
  return (
    <section className={settings.card} aria-labelledby="google-docs">
      <State settings={found} now={query.dataUpdatedAt} onRemove={() => setParams({ dialog: REMOVE })} />
      <GoogleDocsForm key={epoch} settings={found} />
      {found.configured && params.get('dialog') === REMOVE && (
        <RemoveGoogleDocsDialog onRemoved={() => setEpoch((before) => before + 1)} onClose={() => setParams({}, { replace: true })} />
      )}
    </section>
  )
}

function State({ settings: found, now, onRemove }: { settings: GoogleDocsAnswer; now: number; onRemove: () => void }) {
  const { t } = useTranslation()
  const test = useMutation({ mutationFn: testGoogleDocs })
  const { configured, readable, enabled, account, updated_at: at, updated_by: by } = found
  return (
    <>
      <div className={settings.row}>
        <h2 id="google-docs">Google Docs</h2>
        {configured && (
          <TestBar
            test={t('googleDocs.test')}
            testing={test.isPending}
            onTest={() => test.mutate()}
            remove={t('googleDocs.remove')}
            onRemove={onRemove}
          />
        )}
      </div>
      <p>{t(configured && enabled && readable ? 'googleDocs.on' : configured ? 'googleDocs.off' : 'googleDocs.none')}</p>
      {!readable && <Outcome good={false} text={t('googleDocs.unreadable')} />}
      {configured && (
        <dl className={settings.facts}>
          <dt>{t('googleDocs.account')}</dt>
          <dd className={styles.account}>{account}</dd>
          {at && (
            <>
              <dt>{t('googleDocs.changed')}</dt>
              <dd>
                <When at={at} now={now} />
                {` · ${by}`}
              </dd>
            </>
          )}
        </dl>
      )}
      <div role="status">
        {test.data && !test.isPending && <Outcome good={test.data.ok} text={test.data.error ?? t('googleDocs.testOk')} />}
        {test.isError && <Outcome good={false} text={t('googleDocs.testFailed')} />}
      </div>
    </>
  )
}
