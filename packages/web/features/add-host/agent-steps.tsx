import type { NewEnrolmentTokenAnswer } from '@hyperion/wire/web'
import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { IconAlertTriangle } from '../../app/icons.ts'
import { TIERS } from '../operating/tiers.ts'
import settings from '../settings/settings.module.css'
import styles from './add-host.module.css'
import { AgentForm } from './agent-form.tsx'
import { CopyBlock } from './copy-block.tsx'
import { WaitingForHost } from './waiting.tsx'
import { addressTrouble, commandOf, WAYS } from './ways.ts'

/** An agent: a token, the command that goes with it, and the wait for the host that it lets in. */
export function AgentSteps() {
  const { t } = useTranslation()
  const [token, setToken] = useState<NewEnrolmentTokenAnswer | null>(null)
  return (
    <>
      <section className={settings.card} aria-labelledby="agent-title">
        <h2 id="agent-title">{t('addHost.agentTitle')}</h2>
        <p className="muted">{t('addHost.agentText')}</p>
        {token ? <Command key={token.id} token={token} /> : <AgentForm onMade={setToken} />}
      </section>
      {token && <WaitingForHost token={token} onAgain={() => setToken(null)} />}
    </>
  )
}

function Command({ token }: { token: NewEnrolmentTokenAnswer }) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const way = WAYS.find((each) => each === params.get('way')) ?? 'command'
  const tier = TIERS.find((each) => each === params.get('tier')) ?? 'observe'
  const trouble = addressTrouble(token.hub)
  const choose = (name: 'way' | 'tier', chosen: string) => {
    const next = new URLSearchParams(params)
    next.set(name, chosen)
    setParams(next, { replace: true })
  }
  return (
    <>
      {trouble && (
        <p className={styles.trouble} role="alert">
          <IconAlertTriangle size={18} aria-hidden />
          <span>{t(`addHost.address.${trouble}`, { hub: token.hub })}</span>
        </p>
      )}
      <SegmentedControl
        className={styles.ways ?? ''}
        aria-label={t('addHost.way')}
        data={WAYS.map((value) => ({ value, label: t(`addHost.ways.${value}`) }))}
        value={way}
        onChange={(value) => choose('way', value)}
      />
      <p>{t(`addHost.wayText.${way}`)}</p>
      {way !== 'container' && (
        <NativeSelect
          className={styles.tier ?? ''}
          label={t('addHost.tier')}
          description={t('addHost.tierText')}
          inputWrapperOrder={['label', 'input', 'description']}
          data={TIERS.map((value) => ({ value, label: t(`addHost.tiers.${value}`) }))}
          value={tier}
          onChange={(event) => choose('tier', event.currentTarget.value)}
        />
      )}
      <CopyBlock text={commandOf(way, token, tier)} label={t(`addHost.ways.${way}`)} />
      <p className="muted">{t('addHost.once')}</p>
    </>
  )
}
