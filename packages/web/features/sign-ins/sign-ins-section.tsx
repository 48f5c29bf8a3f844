import type { SignInRow } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconDeviceDesktop, IconTerminal } from '../../app/icons.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { Said } from '../../app/shell/said.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { PanelPending } from '../hosts/panel.tsx'
import { FormError } from '../session/gate.tsx'
import settings from '../settings/settings.module.css'
import { clientName } from './client-name.ts'
import { endOtherSignIns, endSignIn, useSignIns } from './queries.ts'
import styles from './sign-ins.module.css'

/** What one is signed in with, everywhere, and the way out of each. */
export function SignInsSection() {
  const { t } = useTranslation()
  const query = useSignIns()
  const [said, setSaid] = useState('')
  const [asking, setAsking] = useState(false)
  const others = query.data?.sessions.filter(({ current }) => !current) ?? []
  const done = (words: string) => {
    setSaid(words)
    setAsking(false)
  }
  return (
    <section className={settings.card} aria-labelledby="sign-ins">
      <div className={styles.head}>
        <h2 id="sign-ins">{t('signIns.title')}</h2>
        {others.length > 0 && (
          <Button variant="default" onClick={() => setAsking(true)}>
            {t('signIns.endOthers')}
          </Button>
        )}
      </div>
      <p className="muted">{t('signIns.lead')}</p>
      <Said>{said}</Said>
      {query.data ? (
        <List sessions={query.data.sessions} now={query.dataUpdatedAt} onEnded={done} />
      ) : (
        <PanelPending query={query} height={160} />
      )}
      {asking && <EndOthersDialog count={others.length} onDone={done} onClose={() => setAsking(false)} />}
    </section>
  )
}

interface ListProps {
  readonly sessions: readonly SignInRow[]
  readonly now: number
  readonly onEnded: (said: string) => void
}

/** The one in use first: it is the one that people look for. */
function List({ sessions, now, onEnded }: ListProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [ending, setEnding] = useState('')
  const submission = useSubmit([])
  const end = async (id: string) => {
    setEnding(id)
    if (await submission.run(() => endSignIn(client, id))) onEnded(t('signIns.ended'))
    setEnding('')
  }
  return (
    <>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      <ul className={styles.list}>
        {sessions
          .toSorted((a, b) => Number(b.current) - Number(a.current))
          .map((session) => (
            <Row key={session.id} session={session} now={now} busy={ending === session.id} onEnd={() => void end(session.id)} />
          ))}
      </ul>
    </>
  )
}

function Row({ session, now, busy, onEnd }: { session: SignInRow; now: number; busy: boolean; onEnd: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { name, system } = clientName(session.user_agent)
  const seen = Date.parse(session.last_seen_at ?? session.created_at)
  const client = name === '' ? t('signIns.unknown') : system === '' ? name : t('signIns.on', { name, system })
  const Icon = session.kind === 'cookie' ? IconDeviceDesktop : IconTerminal
  return (
    <li className={styles.row} data-kind={session.kind}>
      <Icon size={20} className="muted" aria-hidden />
      <div className={styles.what}>
        <div className={styles.name}>
          {client}
          {session.current && <span className={styles.current}>{t('signIns.current')}</span>}
        </div>
        <div className="muted">
          {t(`signIns.kinds.${session.kind}`)} · {session.address}
        </div>
        <div className="muted">
          <time dateTime={new Date(seen).toISOString()} title={formats.dateTime(seen)}>
            {t('signIns.seen', { when: formats.relative(Math.min(seen, now), now) })}
          </time>
          {' · '}
          {session.expires_at === null ? t('signIns.lasts') : t('signIns.until', { when: formats.moment(Date.parse(session.expires_at)) })}
        </div>
      </div>
      {!session.current && (
        <Button variant="default" loading={busy} aria-label={t('signIns.endOf', { client })} onClick={() => onEnd()}>
          {t('signIns.end')}
        </Button>
      )}
    </li>
  )
}

interface EndOthersProps {
  readonly count: number
  readonly onDone: (said: string) => void
  readonly onClose: () => void
}

function EndOthersDialog({ count, onDone, onClose }: EndOthersProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([])
  const submit = async () => {
    if (await submission.run(() => endOtherSignIns(client))) onDone(t('signIns.othersEnded'))
  }
  return (
    <Dialog title={t('signIns.endOthers')} onClose={onClose}>
      <DialogForm {...submission} submit={t('signIns.endOthers')} danger onSubmit={() => void submit()} onCancel={onClose}>
        <p>{t('signIns.endOthersText', { count })}</p>
      </DialogForm>
    </Dialog>
  )
}
