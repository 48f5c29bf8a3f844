import type { CommandView } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconPlus, IconTerminal, IconTrash } from '../../app/icons.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { EmptyState } from '../../app/shell/empty-state.tsx'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { RowAction } from '../../app/shell/row-action.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { useTitle } from '../../app/use-title.ts'
import { PanelPending } from '../hosts/panel.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import users from '../users/users.module.css'
import { commandLine } from './command-line.ts'
import styles from './commands.module.css'
import { deleteCommand, useCommands } from './queries.ts'

export function CommandsPage() {
  return usePermitted('config') ? <Commands /> : <NotAllowedPage />
}

function Commands() {
  const { t } = useTranslation()
  const query = useCommands()
  const [deleting, setDeleting] = useState<CommandView | null>(null)
  useTitle(t('nav.commands'))
  const commands = query.data?.commands
  const add = (
    <Button component={Link} to="/settings/commands/new" leftSection={<IconPlus size={18} aria-hidden />}>
      {t('commands.add')}
    </Button>
  )
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <header className={users.head}>
        <h1 className={settings.title}>{t('nav.commands')}</h1>
        {commands && commands.length > 0 && <div className={styles.tools}>{add}</div>}
      </header>
      <p className="muted">{t('commands.lead')}</p>
      <section className={settings.card} aria-label={t('nav.commands')}>
        {commands && commands.length > 0 ? (
          <ul className={styles.list}>
            {commands.map((command) => (
              <Row key={command.id} command={command} onDelete={() => setDeleting(command)} />
            ))}
          </ul>
        ) : commands ? (
          <EmptyState icon={IconTerminal} text={t('commands.noneText')}>
            {add}
          </EmptyState>
        ) : (
          <PanelPending query={query} height={200} />
        )}
      </section>
      {deleting && <DeleteDialog command={deleting} onClose={() => setDeleting(null)} />}
    </div>
  )
}

function Row({ command, onDelete }: { command: CommandView; onDelete: () => void }) {
  const { t } = useTranslation()
  const { id, name, description, role, author } = command
  return (
    <li>
      <div className={styles.what}>
        <Link to={`/settings/commands/${id}`} className={styles.name}>
          {name}
        </Link>
        {description !== '' && <p className="muted">{description}</p>}
        <p className={styles.line}>{commandLine(command)}</p>
        <p className="muted">{t('commands.about', { role: t(`profile.roles.${role}`), author })}</p>
      </div>
      <RowAction icon={IconTrash} label={t('commands.deleteTitle', { name })} onClick={onDelete} />
    </li>
  )
}

function DeleteDialog({ command, onClose }: { command: CommandView; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([])
  const submit = async () => {
    if (await submission.run(() => deleteCommand(client, command.id))) onClose()
  }
  return (
    <Dialog title={t('commands.deleteTitle', { name: command.name })} onClose={onClose}>
      <DialogForm {...submission} submit={t('commands.delete')} danger onSubmit={() => void submit()} onCancel={onClose}>
        <p>{t('commands.deleteText')}</p>
      </DialogForm>
    </Dialog>
  )
}
