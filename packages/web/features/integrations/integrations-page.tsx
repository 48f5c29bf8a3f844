import type { IntegrationRow } from '@hyperion/wire/inbound'
import { Button, Switch } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { IconPlus } from '../../app/icons.ts'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { useTitle } from '../../app/use-title.ts'
import { When } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { AddDialog } from './add-dialog.tsx'
import styles from './integrations.module.css'
import { changeIntegration, useIntegrations } from './queries.ts'
import { StateTag } from './state-tag.tsx'
import { useKindLabel } from './use-kind-label.ts'

export function IntegrationsPage() {
  return usePermitted('config') ? <Integrations /> : <NotAllowedPage />
}

/** Ways in for the alerts of other programs, and for the hub's own. */
function Integrations() {
  const { t } = useTranslation()
  const query = useIntegrations()
  const [params, setParams] = useSearchParams()
  useTitle(t('nav.integrations'))
  const list = query.data?.results
  return (
    <div className={settings.page}>
      <div className={styles.head}>
        <div>
          <h1 className={settings.title}>{t('nav.integrations')}</h1>
          <p className="muted">{t('integrations.lead')}</p>
        </div>
        <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setParams({ dialog: 'add' })}>
          {t('integrations.add')}
        </Button>
      </div>
      <section className={settings.card} aria-label={t('nav.integrations')}>
        {list ? (
          <>
            <ul className={styles.rows}>
              {list.map((each) => (
                <Item key={each.id} integration={each} now={query.dataUpdatedAt} />
              ))}
            </ul>
            {list.every(({ built_in: builtIn }) => builtIn) && <p className="muted">{t('integrations.none')}</p>}
          </>
        ) : query.isError ? (
          <PanelFailure error={query.error} retry={() => void query.refetch()} />
        ) : (
          <PanelSkeleton height={160} />
        )}
      </section>
      {params.get('dialog') === 'add' && <AddDialog onClose={() => setParams({}, { replace: true })} />}
    </div>
  )
}

function Item({ integration, now }: { integration: IntegrationRow; now: number }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const label = useKindLabel()
  const submission = useSubmit([])
  const { id, kind, name, enabled, refused, last_delivery: last } = integration
  return (
    <li data-integration={name}>
      <div className={styles.state}>
        {last ? <StateTag state={last.state} /> : <span className="muted">{t('integrations.silent')}</span>}
      </div>
      <div className={styles.what}>
        <Link to={`/settings/integrations/${id}`} className={styles.name}>
          {name}
        </Link>
        <div className={panel.sub}>
          {label(kind)}
          {last && (
            <>
              {' · '}
              {t('integrations.last')} <When at={last.received_at} now={now} />
            </>
          )}
        </div>
        {refused > 0 && <div className={styles.refused}>{t('integrations.refused', { count: refused })}</div>}
        {submission.failure && <FormError>{submission.failure}</FormError>}
      </div>
      <Switch
        aria-label={t('integrations.takes', { name })}
        checked={enabled}
        disabled={submission.busy}
        onChange={() => void submission.run(() => changeIntegration(client, id, { enabled: !enabled }))}
      />
    </li>
  )
}
