import type { SlackSettingsAnswer } from '@hyperion/wire/web'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { useTitle } from '../../app/use-title.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { Snippet } from '../prometheus/snippet.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { useSlackSettings } from './queries.ts'
import { RemoveSlackDialog } from './remove-slack-dialog.tsx'
import styles from './slack.module.css'
import { SlackForm } from './slack-form.tsx'
import { SlackState } from './slack-state.tsx'

const REMOVE = 'remove'

/** How incidents get to Slack, and back. */
export function SlackPage() {
  const { t } = useTranslation()
  useTitle(t('nav.slack'))
  if (!usePermitted('config')) return <NotAllowedPage />
  return (
    <div className={settings.page}>
      <h1 className={settings.title}>{t('nav.slack')}</h1>
      <p className="muted">{t('slack.lead')}</p>
      <Content />
    </div>
  )
}

function Content() {
  const query = useSlackSettings()
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
    <>
      {found.configured && <SlackState settings={found} now={query.dataUpdatedAt} onRemove={() => setParams({ dialog: REMOVE })} />}
      {!found.configured && <Steps settings={found} />}
      <Fields key={epoch} settings={found} />
      {found.configured && <Steps settings={found} />}
      {found.configured && params.get('dialog') === REMOVE && (
        <RemoveSlackDialog onRemoved={() => setEpoch((before) => before + 1)} onClose={() => setParams({}, { replace: true })} />
      )}
    </>
  )
}

function Fields({ settings: found }: { settings: SlackSettingsAnswer }) {
  const { t } = useTranslation()
  return (
    <section className={settings.card} aria-labelledby="slack-fields">
      <h2 id="slack-fields">{t('slack.fields')}</h2>
      <SlackForm settings={found} />
    </section>
  )
}

function Steps({ settings: { manifest, configured } }: { settings: SlackSettingsAnswer }) {
  const { t } = useTranslation()
  return (
    <section className={settings.card} aria-labelledby="slack-app">
      <h2 id="slack-app">{t(configured ? 'slack.app' : 'slack.makeApp')}</h2>
      <ol className={styles.steps}>
        {(['create', 'install', 'secret', 'channel'] as const).map((step) => (
          <li key={step}>{t(`slack.steps.${step}`)}</li>
        ))}
      </ol>
      <div className={styles.manifest}>
        <Snippet label={t('slack.manifest')} text={JSON.stringify(manifest, null, 2)} />
      </div>
    </section>
  )
}
