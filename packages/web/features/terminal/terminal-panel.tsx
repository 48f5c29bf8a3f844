import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useNow, When } from '../../app/when.tsx'
import { useTerminals } from '../commands/queries.ts'
import { Panel, PanelEmpty, PanelPending, PanelSkeleton } from '../hosts/panel.tsx'
import { CapabilityNotice, useHindrance } from '../operating/capability-notice.tsx'
import { ReasonField } from '../operating/reason-field.tsx'
import { lastReason, rememberReason } from '../operating/reasons.ts'
import { usePermitted } from '../session/session.ts'
import styles from './terminal.module.css'

const TerminalScreen = lazy(() => import('./terminal-screen.tsx'))

export function TerminalPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const permitted = usePermitted('config')
  const hindered = useHindrance(host, 'commands', 'full') !== null
  const client = useQueryClient()
  const [reason, setReason] = useState<string | null>(null)
  const close = () => {
    setReason(null)
    void client.invalidateQueries({ queryKey: ['actions'] })
  }
  return (
    <>
      <Panel id="terminal" title={t('hostPage.tabs.terminal')} wide>
        <CapabilityNotice host={host} area="commands" needed="full" />
        {!permitted ? (
          <p className="muted">{t('terminal.mayNot')}</p>
        ) : hindered ? null : reason === null ? (
          <Ask host={host} onOpen={setReason} />
        ) : (
          <Suspense fallback={<PanelSkeleton height={420} />}>
            <TerminalScreen host={host} reason={reason} onClose={close} />
          </Suspense>
        )}
      </Panel>
      {permitted && <RecordingsPanel host={host} />}
    </>
  )
}

function Ask({ host, onOpen }: { host: number; onOpen: (reason: string) => void }) {
  const { t } = useTranslation()
  const [reason, setReason] = useState(() => lastReason(host))
  const [missing, setMissing] = useState(false)
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const why = reason.trim()
        if (why.length < 3) return setMissing(true)
        rememberReason(host, why)
        onOpen(why)
      }}
    >
      <p>{t('terminal.lead')}</p>
      <ReasonField
        value={reason}
        error={missing ? t('operating.reasonMissing') : null}
        onChange={(why) => {
          setReason(why)
          setMissing(false)
        }}
      />
      <Button type="submit">{t('terminal.open')}</Button>
    </form>
  )
}

function RecordingsPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const query = useTerminals(host)
  const now = useNow()
  const begun = query.data?.actions.filter(({ started_at }) => started_at !== null)
  return (
    <Panel id="recordings" title={t('terminal.recordings')} note={t('terminal.recordingsNote')} wide>
      {!begun ? (
        <PanelPending query={query} height={120} />
      ) : begun.length === 0 ? (
        <PanelEmpty>{t('terminal.noRecordings')}</PanelEmpty>
      ) : (
        <ul className={styles.list}>
          {begun.map(({ id, started_at, requested_by, reason, state, recorded }) => (
            <li key={id}>
              <When at={new Date(started_at ?? 0).toISOString()} now={now} />
              <span>{requested_by.name}</span>
              <span className="muted">{reason}</span>
              <span className="muted">{t(`operating.state.${state}`)}</span>
              {recorded ? (
                <Link to={`/recordings/${id}`}>{t('terminal.replay')}</Link>
              ) : (
                <span className="muted">{t('terminal.notKept')}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
