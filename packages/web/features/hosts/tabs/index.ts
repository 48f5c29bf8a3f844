import type { ComponentType } from 'react'
import { ContainersPanel } from '../../containers/containers-panel.tsx'
import { FilesTab } from '../../files/files-tab.tsx'
import { ActionsTab } from './actions-tab.tsx'
import { CommandsTab } from './commands-tab.tsx'
import { DisksTab } from './disks-tab.tsx'
import { EventsTab } from './events-tab.tsx'
import { InventoryTab } from './inventory-tab.tsx'
import { NetworkTab } from './network-tab.tsx'
import { OverviewTab } from './overview-tab.tsx'
import { ProcessesTab } from './processes-tab.tsx'
import { SettingsTab } from './settings-tab.tsx'
import { TerminalTab } from './terminal-tab.tsx'
import { UnitsTab } from './units-tab.tsx'

export interface Tab {
  /** In the address. */
  readonly name: string
  readonly Content: ComponentType<{ host: number }>
  /** Shown for a host that has not told anything yet, too. */
  readonly always?: boolean
}

/** The parts of a host's page, in order; the first is shown unless told. */
export const TABS: readonly [Tab, ...Tab[]] = [
  { name: 'overview', Content: OverviewTab },
  { name: 'processes', Content: ProcessesTab },
  { name: 'units', Content: UnitsTab },
  { name: 'containers', Content: ContainersPanel },
  { name: 'disks', Content: DisksTab },
  { name: 'network', Content: NetworkTab },
  { name: 'files', Content: FilesTab },
  { name: 'commands', Content: CommandsTab },
  { name: 'terminal', Content: TerminalTab },
  { name: 'inventory', Content: InventoryTab },
  { name: 'events', Content: EventsTab, always: true },
  { name: 'actions', Content: ActionsTab, always: true },
  { name: 'settings', Content: SettingsTab, always: true },
]
