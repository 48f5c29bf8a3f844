import { SegmentedControl } from '@mantine/core'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { useTitle } from '../../app/use-title.ts'
import { TargetSteps } from '../prometheus/target-steps.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import { SshSteps } from '../ssh-hosts/ssh-steps.tsx'
import styles from './add-host.module.css'
import { AgentSteps } from './agent-steps.tsx'
import { TokenList } from './token-list.tsx'

/** The ways to watch a further machine, the recommended one first: each is one entry. */
const KINDS: readonly { readonly id: string; readonly label: string; readonly Steps: ComponentType }[] = [
  { id: 'agent', label: 'addHost.kinds.agent', Steps: AgentSteps },
  { id: 'ssh', label: 'addHost.kinds.ssh', Steps: SshSteps },
  { id: 'prometheus', label: 'addHost.kinds.prometheus', Steps: TargetSteps },
]

export function AddHostPage() {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const permitted = usePermitted('config')
  useTitle(t('addHost.title'))
  const kind = KINDS.find(({ id }) => id === params.get('kind')) ?? KINDS[0]
  if (!permitted || !kind) return <NotAllowedPage />
  return (
    <div className={settings.page}>
      <h1 className={settings.title}>{t('addHost.title')}</h1>
      <p className="muted">{t('addHost.lead')}</p>
      <SegmentedControl
        className={styles.ways ?? ''}
        aria-label={t('addHost.kind')}
        data={KINDS.map(({ id, label }) => ({ value: id, label: t(label) }))}
        value={kind.id}
        onChange={(value) => setParams({ kind: value }, { replace: true })}
      />
      <kind.Steps />
      {kind.id === 'agent' && <TokenList />}
    </div>
  )
}
