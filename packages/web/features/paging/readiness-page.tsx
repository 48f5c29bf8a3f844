import type { ReadinessRow, ReadinessState } from '@hyperion/wire/escalation'
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { IconAlertTriangle, IconCircleCheck, IconHelpCircle, IconPhoneCall, IconSend, IconX } from '../../app/icons.ts'
import { EmptyState } from '../../app/shell/empty-state.tsx'
import { PageHead } from '../../app/shell/page-head.tsx'
import { useTitle } from '../../app/use-title.ts'
import { useNow, When } from '../../app/when.tsx'
import panel from '../hosts/panel.module.css'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import reports from '../reports/reports.module.css'
import { useCollection } from '../services/queries.ts'
import { FormError } from '../session/gate.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { OnCallTabs } from './on-call-tabs.tsx'
import styles from './paging.module.css'
import { beginTest, useReadiness } from './queries.ts'
import { TestHops } from './test-hops.tsx'
import { reasonText, wayName } from './way-words.ts'

/** Whether those who may be paged can be reached, the worst first. */
export function ReadinessPage() {
  const { t } = useTranslation()
  const query = useReadiness()
  const [params] = useSearchParams()
  const permitted = usePermitted('execute')
  const [policy, test] = [params.get('policy'), params.get('test')]
  useTitle(t('paging.readiness'))
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <PageHead title={t('paging.readiness')} lead={t('paging.readinessLead')}>
        <OnCallTabs />
      </PageHead>
      {permitted && <SendTest />}
      {policy && test && <TestHops key={test} policy={policy} test={test} />}
      {query.data ? (
        <People people={query.data} />
      ) : query.isError ? (
        <section className={settings.card}>
          <PanelFailure error={query.error} retry={() => void query.refetch()} />
        </section>
      ) : (
        <PanelSkeleton height={240} />
      )}
    </div>
  )
}

function SendTest() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const policies = useCollection('escalation-policies').data ?? []
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState('')
  const chosen = params.get('policy') ?? policies[0]?.id ?? ''
  if (policies.length === 0) return null
  const send = async () => {
    setBusy(true)
    setFailure('')
    try {
      const { id } = await beginTest(chosen)
      setParams({ policy: chosen, test: id })
    } catch (error) {
      setFailure(error instanceof Error ? error.message : t('error.hub'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className={settings.card} aria-label={t('paging.sendTest')}>
      <div className={styles.send}>
        <NativeSelect
          label={t('paging.policy')}
          data={policies.map(({ id, name }) => ({ value: id, label: name }))}
          value={chosen}
          onChange={(event) => setParams({ policy: event.currentTarget.value }, { replace: true })}
        />
        <Button leftSection={<IconSend size={18} aria-hidden />} loading={busy} onClick={() => void send()}>
          {t('paging.sendTest')}
        </Button>
      </div>
      <p className="muted">{t('paging.sendTestText')}</p>
      {failure !== '' && <FormError>{failure}</FormError>}
    </section>
  )
}

function People({ people }: { people: readonly ReadinessRow[] }) {
  const { t } = useTranslation()
  const now = useNow()
  if (people.length === 0) {
    return <EmptyState icon={IconPhoneCall} title={t('paging.nobody')} text={t('paging.nobodyText')} framed />
  }
  return (
    <section className={reports.list} aria-label={t('paging.readiness')}>
      <ul className={reports.rows}>
        {people.map((person) => (
          <li key={person.user.id} className={reports.row}>
            <div className={reports.state}>
              <StateTag state={person.state} />
            </div>
            <div className={reports.what}>
              <div className={reports.name}>
                {person.user.username}
                {person.on_call_now && <span className={styles.now}>{t('paging.onCallNow')}</span>}
              </div>
              <div className={panel.sub}>{person.through.join(' · ')}</div>
            </div>
            <ul className={styles.ways}>
              {person.methods.map((way) => (
                <li key={way.id}>
                  <StateTag state={way.state}>{wayName(t, way)}</StateTag>
                  {way.reason !== null && <span className={panel.sub}>{reasonText(t, way.reason)}</span>}
                  {way.last_at !== null && way.reason === null && (
                    <span className={panel.sub}>
                      <When at={way.last_at} now={now} />
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

const LOOKS = {
  ok: { icon: IconCircleCheck, tone: 'good' },
  never_tried: { icon: IconHelpCircle, tone: 'warn' },
  failed: { icon: IconAlertTriangle, tone: 'bad' },
  unreachable: { icon: IconX, tone: 'bad' },
} as const satisfies Record<ReadinessState, object>

function StateTag({ state, children }: { state: ReadinessState; children?: string }) {
  const { t } = useTranslation()
  const { icon: Icon, tone } = LOOKS[state]
  // A way that one never set up is nothing to worry about as long as another works.
  const quiet = children !== undefined && state === 'unreachable'
  return (
    <span className={panel.tag} data-tone={quiet ? 'quiet' : tone}>
      <Icon size={16} aria-hidden />
      {children ? `${children}: ${t(`paging.state.${state}`)}` : t(`paging.state.${state}`)}
    </span>
  )
}
