import type { IntegrationRow } from '@hyperion/wire/inbound'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams, useSearchParams } from 'react-router'
import { ApiError } from '../../app/api.ts'
import { IconChevronLeft, IconKey, IconTrash } from '../../app/icons.ts'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { NotFoundPage } from '../../app/shell/not-found.tsx'
import { Said } from '../../app/shell/said.tsx'
import { useTitle } from '../../app/use-title.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { Snippet } from '../prometheus/snippet.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { DeliveriesSection } from './deliveries-section.tsx'
import { DeliveryDialog } from './delivery-dialog.tsx'
import styles from './integrations.module.css'
import { useIntegration, useKinds } from './queries.ts'
import { SettingsForm } from './settings-form.tsx'
import { RemoveDialog, RotateDialog } from './token-dialogs.tsx'
import { useKindLabel } from './use-kind-label.ts'

export function IntegrationPage() {
  return usePermitted('config') ? <OneIntegration /> : <NotAllowedPage />
}

function OneIntegration() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const query = useIntegration(id)
  useTitle(query.data?.name ?? '', t('nav.integrations'))
  if (query.error instanceof ApiError && query.error.status === 404) return <NotFoundPage />
  return (
    <div className={settings.page}>
      <Link to="/settings/integrations" className={styles.back}>
        <IconChevronLeft size={16} aria-hidden />
        {t('nav.integrations')}
      </Link>
      {query.data ? (
        <Known key={id} integration={query.data} now={query.dataUpdatedAt} />
      ) : query.isError ? (
        <section className={settings.card}>
          <PanelFailure error={query.error} retry={() => void query.refetch()} />
        </section>
      ) : (
        <PanelSkeleton height={320} />
      )}
    </div>
  )
}

function Known({ integration, now }: { integration: IntegrationRow; now: number }) {
  const { t } = useTranslation()
  const label = useKindLabel()
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const [said, setSaid] = useState('')
  const { id, name, kind, enabled, refused } = integration
  const open = (change: Record<string, string>) => setParams({ ...Object.fromEntries(params), ...change })
  const close = (...names: readonly string[]) => {
    const rest = new URLSearchParams(params)
    for (const each of names) rest.delete(each)
    setParams(rest, { replace: true })
  }
  const delivery = Number(params.get('delivery'))
  const dialog = params.get('dialog')
  return (
    <>
      <div>
        <h1 className={settings.title}>{name}</h1>
        <p className="muted">
          {label(kind)}
          {!enabled && ` · ${t('integrations.off')}`}
          {refused > 0 && ` · ${t('integrations.refused', { count: refused })}`}
        </p>
      </div>
      <Said>{said}</Said>
      <DeliveriesSection
        integration={id}
        now={now}
        page={pageOf(params)}
        onOpen={(each) => open({ delivery: String(each) })}
        onPage={(page) => open({ page: String(page) })}
      />
      {kind !== 'hyperion' && <Setup integration={integration} onDialog={(each) => open({ dialog: each })} />}
      <SettingsForm integration={integration} onSaved={() => setSaid(t('integrations.saved'))} />
      {delivery > 0 && <DeliveryDialog integration={id} delivery={delivery} onClose={() => close('delivery')} />}
      {dialog === 'rotate' && <RotateDialog integration={integration} onClose={() => close('dialog')} />}
      {dialog === 'remove' && (
        <RemoveDialog integration={integration} onClose={() => close('dialog')} onRemoved={() => void navigate('/settings/integrations')} />
      )}
    </>
  )
}

function pageOf(params: URLSearchParams): number {
  const page = Number(params.get('page') ?? 1)
  return Number.isInteger(page) && page > 0 ? page : 1
}

interface SetupProps {
  readonly integration: IntegrationRow
  readonly onDialog: (name: 'rotate' | 'remove') => void
}

/** What the other program is told, and the token for it. */
function Setup({ integration: { kind, token_hint: hint, built_in: builtIn }, onDialog }: SetupProps) {
  const { t } = useTranslation()
  const guide = useKinds().data?.results.find((each) => each.kind === kind)
  return (
    <section className={settings.card} aria-labelledby="setup">
      <h2 id="setup">{t('integrations.setup')}</h2>
      <div className={settings.row}>
        <span className="muted">
          {hint === null ? t('integrations.noToken') : t('integrations.tokenEnds')}{' '}
          {hint !== null && <code className={styles.code}>hypi_…{hint}</code>}
        </span>
        <div className={styles.deeds}>
          <Button size="sm" variant="default" leftSection={<IconKey size={16} aria-hidden />} onClick={() => onDialog('rotate')}>
            {t(hint === null ? 'integrations.rotate.first' : 'integrations.rotate.again')}
          </Button>
          {!builtIn && (
            <Button size="sm" variant="default" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => onDialog('remove')}>
              {t('integrations.remove.open')}
            </Button>
          )}
        </div>
      </div>
      {guide && <Snippet label={guide.file} text={guide.snippet} />}
    </section>
  )
}
