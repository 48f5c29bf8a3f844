import type { ChannelKindRow, ChannelRow } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { IconBroadcast, IconPlus } from '../../app/icons.ts'
import { EmptyState } from '../../app/shell/empty-state.tsx'
import { NotAllowedPage } from '../../app/shell/not-allowed.tsx'
import { Said } from '../../app/shell/said.tsx'
import { useTitle } from '../../app/use-title.ts'
import { PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { usePermitted } from '../session/session.ts'
import settings from '../settings/settings.module.css'
import users from '../users/users.module.css'
import { ChannelDialog } from './channel-dialog.tsx'
import { ChannelsList } from './channels-list.tsx'
import { DeleteChannelDialog } from './delete-channel-dialog.tsx'
import { Deliveries } from './deliveries.tsx'
import { useChannelKinds, useChannels } from './queries.ts'

export function ChannelsPage() {
  return usePermitted('config') ? <ChannelSettings /> : <NotAllowedPage />
}

function ChannelSettings() {
  const { t } = useTranslation()
  const query = useChannels()
  const kinds = useChannelKinds()
  const address = useAddress()
  const [said, setSaid] = useState('')
  useTitle(t('nav.channels'))
  const channels = query.data?.channels
  const failed = query.isError ? query : kinds.isError ? kinds : null
  const close = (words = '') => {
    setSaid(words)
    address.close()
  }
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => address.open('add')}>
      {t('channels.add')}
    </Button>
  )
  return (
    <div className={`${settings.page} ${settings.wide}`}>
      <header className={users.head}>
        <h1 className={settings.title}>{t('nav.channels')}</h1>
        {channels && channels.length > 0 && <div className={users.tools}>{add}</div>}
      </header>
      <p className="muted">{t('channels.lead')}</p>
      <Said>{said}</Said>
      <section className={users.list} aria-label={t('nav.channels')}>
        {channels && kinds.data ? (
          channels.length > 0 ? (
            <ChannelsList
              channels={channels}
              kinds={kinds.data.kinds}
              now={query.dataUpdatedAt}
              onEdit={({ id }) => address.open('edit', id)}
              onDelete={({ id }) => address.open('delete', id)}
            />
          ) : (
            <EmptyState icon={IconBroadcast} text={t('channels.none')}>
              {add}
            </EmptyState>
          )
        ) : failed ? (
          <PanelFailure error={failed.error} retry={() => void failed.refetch()} />
        ) : (
          <PanelSkeleton height={200} />
        )}
      </section>
      {channels && channels.length > 0 && <Deliveries channels={channels} filter={address.filter} onFilter={address.setFilter} />}
      {channels && kinds.data && <Dialog channels={channels} kinds={kinds.data.kinds} address={address} onClose={close} />}
    </div>
  )
}

interface DialogProps {
  readonly channels: readonly ChannelRow[]
  readonly kinds: readonly ChannelKindRow[]
  readonly address: Address
  readonly onClose: (said?: string) => void
}

function Dialog({ channels, kinds, address, onClose }: DialogProps) {
  const found = channels.find(({ id }) => id === address.id)
  if (address.dialog === 'add') return <ChannelDialog kinds={kinds} channel={null} onClose={onClose} />
  if (!found) return null
  if (address.dialog === 'edit') return <ChannelDialog key={found.id} kinds={kinds} channel={found} onClose={onClose} />
  return address.dialog === 'delete' ? <DeleteChannelDialog key={found.id} channel={found} onClose={onClose} /> : null
}

type Address = ReturnType<typeof useAddress>

/** The open dialog and the filter of the log, kept in the address. */
function useAddress() {
  const [params, setParams] = useSearchParams()
  const change = (changes: Record<string, string | null | undefined>, replace: boolean) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) {
          if (value) after.set(name, value)
          else if (value === null) after.delete(name)
        }
        return after
      },
      { replace },
    )
  return {
    dialog: params.get('dialog'),
    id: Number(params.get('id')),
    filter: { channel: params.get('channel'), status: params.get('status') },
    open: (dialog: 'add' | 'edit' | 'delete', id?: number) => change({ dialog, id: id === undefined ? null : String(id) }, false),
    close: () => change({ dialog: null, id: null }, true),
    setFilter: ({ channel, status }: { channel?: string | null; status?: string | null }) => change({ channel, status }, true),
  }
}
