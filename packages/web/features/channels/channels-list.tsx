import type { ChannelKindRow, ChannelRow } from '@hyperion/wire/web'
import { ActionIcon, Button, Menu, Switch } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api.ts'
import { IconAlertTriangle, IconCircleCheck, IconClock, IconDotsVertical, IconPencil, IconSend, IconTrash } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import panel from '../hosts/panel.module.css'
import users from '../users/users.module.css'
import styles from './channels.module.css'
import { changeChannel, testChannel } from './queries.ts'
import { useWords } from './use-words.ts'

interface ChannelsListProps {
  readonly channels: readonly ChannelRow[]
  readonly kinds: readonly ChannelKindRow[]
  readonly now: number
  readonly onEdit: (channel: ChannelRow) => void
  readonly onDelete: (channel: ChannelRow) => void
}

export function ChannelsList({ channels, kinds, now, onEdit, onDelete }: ChannelsListProps) {
  return (
    <ul className={styles.channels}>
      {channels.map((channel) => (
        <Item
          key={channel.id}
          channel={channel}
          kind={kinds.find(({ kind }) => kind === channel.kind)}
          now={now}
          onEdit={onEdit}
          onDelete={onDelete}
        />
      ))}
    </ul>
  )
}

type ItemProps = Pick<ChannelsListProps, 'now' | 'onEdit' | 'onDelete'> & {
  readonly channel: ChannelRow
  readonly kind: ChannelKindRow | undefined
}

type Outcome = { readonly ok: boolean; readonly text: string }

function Item({ channel, kind, now, onEdit, onDelete }: ItemProps) {
  const { t } = useTranslation()
  const words = useWords()
  const client = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const attempt = async (work: () => Promise<Outcome | null>) => {
    setBusy(true)
    setOutcome(null)
    try {
      setOutcome(await work())
    } catch (error) {
      setOutcome({ ok: false, text: error instanceof ApiError && error.status > 0 ? error.message : t('error.unreachable') })
    } finally {
      setBusy(false)
    }
  }
  const test = () =>
    attempt(async () => {
      const { ok, error } = await testChannel(channel.id)
      return { ok, text: ok ? t('channels.tested') : t('channels.notTested', { error }) }
    })
  const toggle = (enabled: boolean) => attempt(() => changeChannel(client, channel.id, { enabled }).then(() => null))
  return (
    <li className={styles.channel} data-channel={channel.name}>
      <Switch
        checked={channel.enabled}
        disabled={busy}
        aria-label={t('channels.enabled', { name: channel.name })}
        onChange={(event) => void toggle(event.currentTarget.checked)}
      />
      <div className={styles.about}>
        <button type="button" className={users.open} onClick={() => onEdit(channel)}>
          {channel.name}
        </button>
        <div className={panel.sub}>
          {[kind ? words(kind.label) : channel.kind, channel.notify_on.map((level) => t(`channels.level.${level}`)).join(', ')].join(' · ')}
        </div>
        <State channel={channel} now={now} />
        <div role="status">
          {outcome && (
            <p className={panel.tag} data-tone={outcome.ok ? 'good' : 'bad'}>
              {outcome.ok ? <IconCircleCheck size={16} aria-hidden /> : <IconAlertTriangle size={16} aria-hidden />}
              {outcome.text}
            </p>
          )}
        </div>
      </div>
      <Button variant="default" size="xs" loading={busy} leftSection={<IconSend size={16} aria-hidden />} onClick={() => void test()}>
        {t('channels.test')}
      </Button>
      <Menu position="bottom-end" width={208} transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('channels.actionsOf', { name: channel.name })}>
            <IconDotsVertical size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => onEdit(channel)}>
            {t('channels.edit')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item className={users.dangerItem ?? ''} leftSection={<IconTrash size={16} aria-hidden />} onClick={() => onDelete(channel)}>
            {t('channels.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

/** How the latest of what it was owed ended. */
function State({ channel: { enabled, held_until, latest }, now }: { channel: ChannelRow; now: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!enabled)
    return (
      <p className={`${panel.tag} ${styles.state}`} data-tone="quiet">
        {t('channels.off')}
      </p>
    )
  if (held_until !== null && Date.parse(held_until) > now) {
    return (
      <p className={`${panel.tag} ${styles.state}`} data-tone="warn">
        <IconClock size={16} aria-hidden />
        {t('channels.held', { time: formats.time(Date.parse(held_until)) })}
      </p>
    )
  }
  if (!latest)
    return (
      <p className={`${panel.tag} ${styles.state}`} data-tone="quiet">
        {t('channels.unused')}
      </p>
    )
  const at = Date.parse(latest.at)
  const failed = latest.status === 'failed' || latest.error !== null
  const Icon = failed ? IconAlertTriangle : latest.status === 'sent' ? IconCircleCheck : IconClock
  const tone = failed ? 'bad' : latest.status === 'sent' ? 'good' : 'quiet'
  return (
    <p className={`${panel.tag} ${styles.state}`} data-tone={tone} title={formats.dateTime(at)}>
      <Icon size={16} aria-hidden />
      {t(`channels.latest.${latest.status}`, { when: formats.relative(Math.min(at, now), now) })}
      {latest.error !== null && `: ${latest.error}`}
    </p>
  )
}
