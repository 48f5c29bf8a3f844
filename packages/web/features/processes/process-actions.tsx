import { SIGNALS, type SignalName } from '@hyperion/wire/actions'
import { Button, Menu, NumberInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconChevronDown, IconLock } from '../../app/icons.ts'
import { ActionDialog } from '../operating/action-dialog.tsx'
import { CapabilityNotice, useHindrance } from '../operating/capability-notice.tsx'
import { usePermitted } from '../session/session.ts'
import styles from './live.module.css'
import { reniceProcess, signalProcess, type Which } from './process-queries.ts'

/** The process as it stood when the page last looked. */
export interface Target extends Which {
  readonly name: string
  readonly command: string
  readonly user: string
  readonly nice: number | null
  readonly protected: boolean
}

type Asked = { readonly signal: SignalName } | 'renice'

const ENDING: readonly SignalName[] = ['TERM', 'KILL']

/** What can be done to a process, or why not. */
export function ProcessActions({ target }: { target: Target }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const permitted = usePermitted('execute')
  const hindrance = useHindrance(target.host, 'processes', 'operate')
  const [asked, setAsked] = useState<Asked | null>(null)
  if (!permitted) return null
  if (target.protected)
    return (
      <p className="muted">
        <IconLock size={14} aria-hidden /> {t('processes.protectedText')}
      </p>
    )
  if (hindrance) return <CapabilityNotice host={target.host} area="processes" needed="operate" />
  const onDone = () => void client.invalidateQueries({ queryKey: ['host', target.host, 'process', target.pid] })
  const close = () => setAsked(null)
  return (
    <div className={styles.bar}>
      <Button size="xs" variant="default" onClick={() => setAsked({ signal: 'TERM' })}>
        {t('processes.signals.TERM')}
      </Button>
      <Button size="xs" variant="default" color="red" onClick={() => setAsked({ signal: 'KILL' })}>
        {t('processes.signals.KILL')}
      </Button>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button size="xs" variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
            {t('processes.otherSignal')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {SIGNALS.filter((each) => !ENDING.includes(each)).map((signal) => (
            <Menu.Item key={signal} onClick={() => setAsked({ signal })}>
              {t(`processes.signals.${signal}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="xs" variant="default" onClick={() => setAsked('renice')}>
        {t('processes.renice')}
      </Button>
      {asked === 'renice' && <ReniceDialog target={target} onDone={onDone} onClose={close} />}
      {asked !== null && asked !== 'renice' && <SignalDialog target={target} signal={asked.signal} onDone={onDone} onClose={close} />}
    </div>
  )
}

interface DialogProps {
  readonly target: Target
  readonly onDone: () => void
  readonly onClose: () => void
}

function SignalDialog({ target, signal, onDone, onClose }: DialogProps & { signal: SignalName }) {
  const { t } = useTranslation()
  const { name, pid, command } = target
  return (
    <ActionDialog
      host={target.host}
      title={t(`processes.ask.${signal}`, { name, pid })}
      submit={t(`processes.signals.${signal}`)}
      danger={signal === 'KILL'}
      onConfirm={(reason) => signalProcess(target, { signal, command, reason })}
      onDone={onDone}
      onClose={onClose}
    >
      <Named target={target} />
      <p className="muted">{t(`processes.says.${signal}`)}</p>
    </ActionDialog>
  )
}

function ReniceDialog({ target, onDone, onClose }: DialogProps) {
  const { t } = useTranslation()
  const { name, pid, command } = target
  const [nice, setNice] = useState(target.nice ?? 0)
  return (
    <ActionDialog
      host={target.host}
      title={t('processes.reniceAsk', { name, pid })}
      submit={t('processes.renice')}
      onConfirm={(reason) => reniceProcess(target, { nice, command, reason })}
      onDone={onDone}
      onClose={onClose}
    >
      <Named target={target} />
      <NumberInput
        name="nice"
        label={t('processes.nice')}
        description={t('processes.niceText')}
        min={-20}
        max={19}
        clampBehavior="strict"
        allowDecimal={false}
        value={nice}
        onChange={(value) => setNice(Number(value) || 0)}
      />
    </ActionDialog>
  )
}

/** Which process exactly. */
function Named({ target: { pid, command, user } }: { target: Target }) {
  const { t } = useTranslation()
  return (
    <dl className={styles.target}>
      <dt>{t('process.pid')}</dt>
      <dd>{pid}</dd>
      <dt>{t('processes.command')}</dt>
      <dd>
        <bdi className={styles.code}>{command.length > 300 ? `${command.slice(0, 300)}…` : command}</bdi>
      </dd>
      <dt>{t('process.user')}</dt>
      <dd>{user}</dd>
    </dl>
  )
}
