import type { ActionView } from '@hyperion/wire/web'
import { ActionIcon, Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import {
  IconAlertTriangle,
  IconChevronLeft,
  IconChevronRight,
  IconCircleCheck,
  IconClock,
  IconHelpCircle,
  IconPlayerStop,
} from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useSubmit } from '../../app/use-submit.ts'
import { useNow } from '../../app/when.tsx'
import { Panel, PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { FormError } from '../session/gate.tsx'
import { usePermitted, useSession } from '../session/session.ts'
import { ActionDialog } from './action-dialog.tsx'
import styles from './actions.module.css'
import { partsOf } from './printed.ts'
import { PrintedText, StderrLegend } from './printed-text.tsx'
import { decideAction, undoAction, useActions } from './queries.ts'

const PAGE = 25

const LOOKS: Readonly<Record<ActionView['state'], { readonly icon: typeof IconClock; readonly tone: string }>> = {
  awaiting_approval: { icon: IconClock, tone: 'warning' },
  approved: { icon: IconClock, tone: 'neutral' },
  running: { icon: IconClock, tone: 'neutral' },
  succeeded: { icon: IconCircleCheck, tone: 'good' },
  failed: { icon: IconAlertTriangle, tone: 'critical' },
  cancelled: { icon: IconPlayerStop, tone: 'neutral' },
  refused: { icon: IconPlayerStop, tone: 'warning' },
  expired: { icon: IconPlayerStop, tone: 'neutral' },
  unknown: { icon: IconHelpCircle, tone: 'warning' },
}

/** What was asked of a host, by whom, why, and what became of it; newest first. */
export function ActionsPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const [params, setParams] = useSearchParams()
  const page = Math.max(1, Number(params.get('page')) || 1)
  const query = useActions({ host, limit: PAGE, offset: (page - 1) * PAGE })
  const chosen = params.get('action')
  const administers = usePermitted('users')
  const pages = Math.ceil((query.data?.count ?? 0) / PAGE)
  const choose = (changes: Readonly<Record<string, string | null>>) =>
    setParams((before) => {
      const next = new URLSearchParams(before)
      for (const [name, value] of Object.entries(changes)) value === null ? next.delete(name) : next.set(name, value)
      return next
    })
  const turn = (to: number) => choose({ page: String(to), action: null })
  return (
    <Panel id="actions" title={t('hostPage.tabs.actions')} note={t('operating.history.note')} wide>
      {administers && (
        <p className={styles.audit}>
          <Link to={`/settings/audit?host=${host}`}>{t('operating.history.audit')}</Link>
        </p>
      )}
      {!query.data ? (
        <PanelPending query={query} height={320} />
      ) : query.data.actions.length === 0 ? (
        <PanelEmpty>{t('operating.history.none')}</PanelEmpty>
      ) : (
        <ol className={styles.list}>
          {query.data.actions.map((action) => (
            <ActionItem
              key={action.id}
              action={action}
              open={action.id === chosen}
              onToggle={() => choose({ action: action.id === chosen ? null : action.id })}
            />
          ))}
        </ol>
      )}
      {pages > 1 && (
        <nav className={styles.pages} aria-label={t('operating.history.pages')}>
          <ActionIcon
            variant="default"
            size={36}
            disabled={page <= 1}
            aria-label={t('operating.history.previous')}
            onClick={() => turn(page - 1)}
          >
            <IconChevronLeft size={18} aria-hidden />
          </ActionIcon>
          <span>{t('operating.history.pageOf', { page, last: pages, count: query.data?.count ?? 0 })}</span>
          <ActionIcon
            variant="default"
            size={36}
            disabled={page >= pages}
            aria-label={t('operating.history.next')}
            onClick={() => turn(page + 1)}
          >
            <IconChevronRight size={18} aria-hidden />
          </ActionIcon>
        </nav>
      )}
    </Panel>
  )
}

function ActionItem({ action, open, onToggle }: { action: ActionView; open: boolean; onToggle: () => void }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  const { icon: Icon, tone } = LOOKS[action.state]
  return (
    <li className={styles.item} data-tone={tone}>
      <Icon size={18} aria-hidden />
      <div className={styles.body}>
        <p className={styles.head}>
          <span className={styles.state}>{t(`operating.state.${action.state}`)}</span>
          <span>{t(`operating.operations.${action.operation.replace('.', '_')}`, { defaultValue: action.operation })}</span>
          <bdi className={styles.target}>{action.target}</bdi>
        </p>
        <p className="muted">
          <time dateTime={new Date(action.requested_at).toISOString()} title={formats.dateTime(action.requested_at)}>
            {formats.relative(Math.min(action.requested_at, now), now)}
          </time>
          {' · '}
          {action.requested_by.name}
          {' · '}
          <bdi>{action.reason}</bdi>
        </p>
        <Buttons action={action} />
        <button type="button" className={styles.more} aria-expanded={open} onClick={onToggle}>
          {t(open ? 'operating.history.less' : 'operating.history.more')}
        </button>
        {open && <Details action={action} />}
      </div>
    </li>
  )
}

function Details({ action }: { action: ActionView }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const printed = partsOf(action)
  const at = (instant: number | null) => (instant === null ? null : formats.dateTime(instant))
  const facts: readonly (readonly [string, string | null])[] = [
    ['operation', action.operation],
    ['tier', t(`operating.tier.${action.tier}`)],
    ['address', action.address],
    ['decided', action.decided_by && `${action.decided_by.name}, ${at(action.decided_at)}`],
    ['started', at(action.started_at)],
    ['ended', at(action.ended_at)],
    ['failure', action.failure && t(`operating.failure.${action.failure}`, { defaultValue: action.failure })],
    ['message', action.message || null],
    ['params', linesOf(action.params)],
    ['result', action.result && linesOf(action.result)],
  ]
  return (
    <div className={styles.details}>
      <dl>
        {facts.map(([name, value]) =>
          value === null ? null : (
            <div key={name}>
              <dt>{t(`operating.fact.${name}`)}</dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ),
        )}
      </dl>
      {action.incident && <Link to={`/incidents/${action.incident}`}>{action.incident}</Link>}
      {action.output !== '' && (
        <pre className={styles.output}>
          <PrintedText parts={printed} />
        </pre>
      )}
      <StderrLegend parts={printed} />
    </div>
  )
}

/** What is given, a line each and exactly: somebody may have to approve it. */
function linesOf(values: object): string | null {
  const given = Object.entries(values).filter(([, value]) => value !== null)
  return given.map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join('\n') || null
}

/** What a text that waits to be written is called when it is kept. */
function textName(target: string): string {
  return target.split('/').at(-1) || 'text'
}

function Buttons({ action }: { action: ActionView }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const session = useSession().data
  const [undoing, setUndoing] = useState(false)
  const submission = useSubmit([] as const)
  const may = session?.user.permissions.includes('execute') ?? false
  const own = session?.user.id === action.requested_by.id
  const decide = async (verb: 'approve' | 'refuse' | 'cancel') => {
    await submission.run(() => decideAction(action.id, verb))
    await client.invalidateQueries({ queryKey: ['actions'] })
  }
  if (!may) return null
  const waits = action.state === 'awaiting_approval'
  return (
    <div className={styles.buttons}>
      {submission.failure && <FormError>{submission.failure}</FormError>}
      {waits && action.operation === 'file.write' && (
        <Button size="xs" variant="default" component="a" href={`/api/actions/${action.id}/input`} download={textName(action.target)}>
          {t('operating.readText')}
        </Button>
      )}
      {waits && !own && (
        <>
          <Button size="xs" loading={submission.busy} onClick={() => void decide('approve')}>
            {t('operating.approve')}
          </Button>
          <Button size="xs" variant="default" loading={submission.busy} onClick={() => void decide('refuse')}>
            {t('operating.refuse')}
          </Button>
        </>
      )}
      {((waits && own) || action.state === 'running' || action.state === 'approved') && (
        <Button size="xs" variant="default" loading={submission.busy} onClick={() => void decide('cancel')}>
          {t(waits ? 'operating.withdraw' : 'common.cancel')}
        </Button>
      )}
      {action.undoable && (
        <Button size="xs" variant="default" onClick={() => setUndoing(true)}>
          {t('operating.undo')}
        </Button>
      )}
      {undoing && (
        <ActionDialog
          host={action.host}
          title={t('operating.undoAsk')}
          submit={t('operating.undo')}
          onConfirm={(reason) => undoAction(action.id, reason)}
          onClose={() => setUndoing(false)}
        >
          <p>
            <bdi>{action.target}</bdi>
          </p>
        </ActionDialog>
      )}
    </div>
  )
}
