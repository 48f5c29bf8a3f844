import { DEFAULT_FLEET_VIEW, type FleetViewRow, type FleetViewSettings } from '@hyperion/wire/fleet'
import { Menu } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import chips from '../../app/filter-chip.module.css'
import { IconBookmark, IconCheck, IconChevronDown, IconPencil, IconPlus, IconTrash, IconUsers } from '../../app/icons.ts'
import { usePermitted } from '../session/session.ts'
import { sameView } from './fleet-address.ts'
import type { FleetAddress } from './use-fleet-address.ts'
import { ViewDialog } from './view-dialog.tsx'
import { deleteView, saveView, settingsOf, useFleetViews } from './view-queries.ts'

/** Saved ways to look at the hosts: one's own and those for everyone. */
export function ViewMenu({ address: { view, show } }: { address: FleetAddress }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const views = useFleetViews().data?.views ?? []
  const mayShare = usePermitted('config')
  const [dialog, setDialog] = useState<FleetViewRow | 'new' | null>(null)
  const [last, setLast] = useState<number | null>(null)
  const current = views.find((each) => sameView(settingsOf(each), view))
  // One that was opened and then changed can take the change over.
  const opened = current ?? views.find(({ id }) => id === last)
  const mayChange = opened !== undefined && (!opened.shared || mayShare)
  const open = (id: number | null, settings: FleetViewSettings) => {
    setLast(id)
    show(settings)
  }
  return (
    <>
      <Menu position="bottom-end" width={288} transitionProps={{ duration: 100 }}>
        <Menu.Target>
          <button type="button" className={chips.chip} data-active={current !== undefined || undefined}>
            <IconBookmark size={16} aria-hidden />
            {current ? current.name : t('fleet.views')}
            <IconChevronDown size={14} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown className={chips.options ?? ''}>
          <Menu.Item leftSection={<Mark on={sameView(view, DEFAULT_FLEET_VIEW)} />} onClick={() => open(null, DEFAULT_FLEET_VIEW)}>
            {t('fleet.allHosts')}
          </Menu.Item>
          {views.map((each) => (
            <Menu.Item
              key={each.id}
              leftSection={<Mark on={each === current} />}
              rightSection={each.shared && <IconUsers size={16} role="img" aria-label={t('fleet.shared')} />}
              onClick={() => open(each.id, settingsOf(each))}
            >
              {each.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {!current && (
            <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDialog('new')}>
              {t('fleet.saveView')}
            </Menu.Item>
          )}
          {opened && !current && mayChange && (
            <Menu.Item
              leftSection={<IconCheck size={16} aria-hidden />}
              onClick={() => void saveView(client, opened.id, { ...view, name: opened.name, shared: opened.shared })}
            >
              {t('fleet.updateView', { name: opened.name })}
            </Menu.Item>
          )}
          {opened && mayChange && (
            <>
              <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setDialog(opened)}>
                {t('fleet.renameView', { name: opened.name })}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash size={16} aria-hidden />} onClick={() => void deleteView(client, opened.id)}>
                {t('fleet.deleteView', { name: opened.name })}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog !== null && (
        <ViewDialog
          saved={dialog === 'new' ? null : dialog}
          view={dialog === 'new' ? view : settingsOf(dialog)}
          onSaved={(id) => setLast(id)}
          onClose={() => setDialog(null)}
        />
      )}
    </>
  )
}

function Mark({ on }: { on: boolean }) {
  return <IconCheck size={16} aria-hidden style={{ visibility: on ? 'visible' : 'hidden' }} />
}
