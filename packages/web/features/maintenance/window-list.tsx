import type { MaintenanceRow } from '@hyperion/wire/web'
import { ActionIcon, Menu } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconDotsVertical, IconPencil, IconTools, IconTrash } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import panel from '../hosts/panel.module.css'
import { PanelEmpty } from '../hosts/panel.tsx'
import styles from './maintenance.module.css'
import { useSubjects } from './queries.ts'
import { aboutText, whenText } from './summary.ts'

export type WindowAction = 'edit' | 'delete'

interface WindowListProps {
  readonly windows: readonly MaintenanceRow[]
  readonly now: number
  /** Null for whoever may only look. */
  readonly onAction: ((action: WindowAction, window: MaintenanceRow) => void) | null
}

/** Windows that last now first, then the next ones, then what is over. */
export function WindowList({ windows, now, onAction }: WindowListProps) {
  const { t } = useTranslation()
  const sorted = windows.toSorted((a, b) => rank(a) - rank(b) || startOf(a) - startOf(b))
  return (
    <section className={styles.list} aria-label={t('maintenance.windows')}>
      <h2 className={styles.heading}>{t('maintenance.windows')}</h2>
      {sorted.length === 0 ? (
        <PanelEmpty>{t('maintenance.none')}</PanelEmpty>
      ) : (
        <ul className={styles.rows}>
          {sorted.map((window) => (
            <WindowItem key={window.id} window={window} now={now} onAction={onAction} />
          ))}
        </ul>
      )}
    </section>
  )
}

function rank({ current, next }: MaintenanceRow): number {
  return current ? 0 : next ? 1 : 2
}

function startOf({ current, next, from }: MaintenanceRow): number {
  return Date.parse((current ?? next)?.from ?? from ?? '') || 0
}

function WindowItem({ window, now, onAction }: { window: MaintenanceRow } & Pick<WindowListProps, 'now' | 'onAction'>) {
  const { t } = useTranslation()
  const formats = useFormats()
  const subjects = useSubjects()
  const { name, current, author } = window
  return (
    <li className={styles.row} data-active={current ? true : undefined}>
      <div className={styles.what}>
        <div className={styles.name}>
          {name}
          {current && (
            <span className={`${panel.tag} ${styles.active}`}>
              <IconTools size={14} aria-hidden />
              {t('maintenance.now')}
            </span>
          )}
        </div>
        <div>{whenText(window, t, formats)}</div>
        <div className={panel.sub}>{aboutText(window, subjects, t)}</div>
      </div>
      <div className={styles.state}>
        <NextSpan window={window} now={now} />
        <div className={panel.sub}>{author}</div>
      </div>
      {onAction && <Actions window={window} onAction={onAction} />}
    </li>
  )
}

function NextSpan({ window: { current, next }, now }: { window: MaintenanceRow; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const span = current ?? next
  if (!span) return <span className="muted">{t('maintenance.over')}</span>
  const at = Date.parse(current ? span.to : span.from)
  return (
    <time dateTime={new Date(at).toISOString()} title={formats.dateTime(at)}>
      {t(current ? 'maintenance.ends' : 'maintenance.begins', { when: formats.relative(at, now) })}
    </time>
  )
}

function Actions({ window, onAction }: { window: MaintenanceRow; onAction: NonNullable<WindowListProps['onAction']> }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-end" width={208} transitionProps={{ duration: 100 }}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('maintenance.actionsOf', { name: window.name })}>
          <IconDotsVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onAction('edit', window)}>
          {t('maintenance.edit')}
        </Menu.Item>
        <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => onAction('delete', window)}>
          {t('maintenance.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
