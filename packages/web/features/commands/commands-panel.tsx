import type { CommandView } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { IconPlayerPlay, IconTerminal } from '../../app/icons.ts'
import { EmptyState } from '../../app/shell/empty-state.tsx'
import { Panel, PanelPending } from '../hosts/panel.tsx'
import { CapabilityNotice, useHindrance } from '../operating/capability-notice.tsx'
import { usePermitted } from '../session/session.ts'
import { commandLine } from './command-line.ts'
import styles from './commands.module.css'
import { OutputPanel } from './output-panel.tsx'
import { useCommands } from './queries.ts'
import { RunAnyDialog, RunSavedDialog } from './run-dialog.tsx'

/** Saved commands of a host, and for administrators any other; what one prints stays below it. */
export function CommandsPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const mayRun = usePermitted('execute')
  const mayRunAny = usePermitted('config')
  const hindered = useHindrance(host, 'commands', 'full') !== null
  const [params, setParams] = useSearchParams()
  const action = params.get('action')
  const change = (changes: Readonly<Record<string, string | null>>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) value === null ? next.delete(name) : next.set(name, value)
        return next
      },
      { replace: true },
    )
  const shared = { host, onClose: () => change({ run: null }), onStarted: ({ id }: { id: string }) => change({ run: null, action: id }) }
  const any = mayRunAny && !hindered && (
    <Button size="xs" variant="default" leftSection={<IconTerminal size={16} aria-hidden />} onClick={() => change({ run: 'any' })}>
      {t('commands.runAny')}
    </Button>
  )
  return (
    <>
      <Panel id="commands" title={t('commands.saved')} wide actions={any}>
        <CapabilityNotice host={host} area="commands" needed="full" />
        {mayRun ? (
          <List hindered={hindered} chosen={params.get('run')} onRun={(id) => change({ run: String(id) })} {...shared} />
        ) : (
          <p className="muted">{t('commands.mayNot')}</p>
        )}
      </Panel>
      {action && <OutputPanel key={action} action={action} />}
      {params.get('run') === 'any' && mayRunAny && <RunAnyDialog {...shared} />}
    </>
  )
}

interface ListProps {
  readonly host: number
  readonly hindered: boolean
  readonly chosen: string | null
  readonly onRun: (id: number) => void
  readonly onClose: () => void
  readonly onStarted: (action: { id: string }) => void
}

function List({ host, hindered, chosen, onRun, onClose, onStarted }: ListProps) {
  const { t } = useTranslation()
  const mayManage = usePermitted('config')
  const query = useCommands(host)
  if (!query.data) return <PanelPending query={query} height={160} />
  const { commands } = query.data
  const found = commands.find(({ id }) => String(id) === chosen)
  if (commands.length === 0)
    return (
      <EmptyState icon={IconTerminal} text={t('commands.none')}>
        {mayManage && (
          <Button component={Link} to="/settings/commands/new" variant="default">
            {t('commands.add')}
          </Button>
        )}
      </EmptyState>
    )
  return (
    <>
      <ul className={styles.list}>
        {commands.map((command) => (
          <Row key={command.id} command={command} hindered={hindered} onRun={() => onRun(command.id)} />
        ))}
      </ul>
      {found && <RunSavedDialog command={found} host={host} onClose={onClose} onStarted={onStarted} />}
    </>
  )
}

function Row({ command, hindered, onRun }: { command: CommandView; hindered: boolean; onRun: () => void }) {
  const { t } = useTranslation()
  return (
    <li>
      <div className={styles.what}>
        <p className={styles.name}>{command.name}</p>
        {command.description !== '' && <p className="muted">{command.description}</p>}
        <p className={styles.line}>{commandLine(command)}</p>
      </div>
      <Button
        size="sm"
        variant="default"
        disabled={hindered}
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        aria-label={t('commands.runTitle', { name: command.name })}
        onClick={onRun}
      >
        {t('commands.run')}
      </Button>
    </li>
  )
}
