import { useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { chooseLanguage, LANGUAGES } from '../../app/i18n/index.ts'
import {
  IconActivity,
  IconAdjustmentsHorizontal,
  IconAlertTriangle,
  IconBook,
  IconLanguage,
  IconLogout,
  IconServer,
  IconUrgent,
} from '../../app/icons.ts'
import { API_DOCS, usePages } from '../../app/shell/navigation.tsx'
import { SCHEME_ICONS, SCHEMES } from '../../app/shell/preferences-menus.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { alertLine } from '../alerts/alert-words.ts'
import { useFiring } from '../alerts/queries.ts'
import { useFleet } from '../fleet/use-fleet.ts'
import { useOpenIncidents } from '../incidents/queries.ts'
import { signOut, usePermitted } from '../session/session.ts'

export interface PaletteEntry {
  readonly id: string
  readonly label: string
  readonly group: string
  readonly icon: typeof IconActivity
  run(): void
}

/** Panels of the live page by their id in it, with the key of their title. */
const SECTIONS = [
  ['cpu', 'section.cpu'],
  ['memory', 'section.memory'],
  ['top', 'section.top'],
  ['load', 'section.load'],
  ['cores', 'section.cores'],
  ['filesystems', 'section.filesystems'],
  ['disk', 'section.disk'],
  ['disk-busy', 'section.diskBusy'],
  ['network', 'section.network'],
  ['packets', 'section.packets'],
  ['swap', 'section.swap'],
  ['pressure', 'section.pressure'],
  ['connections', 'section.connections'],
  ['processes', 'section.processCount'],
  ['units', 'section.units'],
  ['facts', 'section.facts'],
] as const

/** Every host, by name and tags. */
function useHostEntries(): readonly PaletteEntry[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { rows } = useFleet()
  return rows.map(({ id, name, tags }) => ({
    id: `host ${id}`,
    label: name,
    group: [t('nav.hosts'), ...tags].join(' · '),
    icon: IconServer,
    run: () => void navigate(`/hosts/${id}`),
  }))
}

/** What fires now, and what is done about alerts. */
function useAlertEntries(): readonly PaletteEntry[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const navigate = useNavigate()
  const permitted = usePermitted('config')
  const firing = useFiring().data ?? []
  const deeds = [
    { to: '/settings/rules', label: t('rules.tabs.rules'), shown: true },
    { to: '/settings/rules/new', label: t('rules.add'), shown: permitted },
    { to: '/settings/maintenance?dialog=add', label: t('maintenance.add'), shown: permitted },
  ]
  return [
    ...firing.map((alert) => ({
      id: `alert ${alert.id}`,
      label: `${alertLine(t, formats, alert)} · ${alert.host_name}`,
      group: t('alerts.now'),
      icon: IconAlertTriangle,
      run: () => void navigate(`/alerts?alert=${alert.id}`),
    })),
    ...deeds
      .filter(({ shown }) => shown)
      .map(({ to, label }) => ({
        id: to,
        label,
        group: t('nav.rules'),
        icon: IconAdjustmentsHorizontal,
        run: () => void navigate(to),
      })),
  ]
}

/** What is open, by short id and title. */
function useIncidentEntries(): readonly PaletteEntry[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const permitted = usePermitted('execute')
  const open = useOpenIncidents().data?.results ?? []
  return [
    ...open.map(({ short_id, title, severity, status }) => ({
      id: `incident ${short_id}`,
      label: `${short_id} · ${title}`,
      group: [t(`incidents.severity.${severity}`), t(`incidents.status.${status}`)].join(' · '),
      icon: IconUrgent,
      run: () => void navigate(`/incidents/${short_id}`),
    })),
    ...(permitted
      ? [
          {
            id: '/incidents?dialog=add',
            label: t('incidents.add'),
            group: t('nav.incidents'),
            icon: IconUrgent,
            run: () => void navigate('/incidents?dialog=add'),
          },
        ]
      : []),
  ]
}

export function usePaletteEntries(): readonly PaletteEntry[] {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const { setColorScheme } = useMantineColorScheme()
  const pages = usePages()
  return [
    ...pages.map((page) => ({
      id: page.to,
      label: t(page.label),
      group: t('palette.pages'),
      icon: page.icon,
      run: () => void navigate(page.to),
    })),
    ...useIncidentEntries(),
    ...useAlertEntries(),
    ...SECTIONS.map(([id, key]) => ({
      id: `#${id}`,
      label: t(key),
      group: t('palette.sections'),
      icon: IconActivity,
      run: () => void navigate({ pathname: '/', search: window.location.pathname === '/app/' ? window.location.search : '', hash: id }),
    })),
    ...SCHEMES.map((scheme) => ({
      id: `theme ${scheme}`,
      label: t(`theme.${scheme}`),
      group: t('theme.label'),
      icon: SCHEME_ICONS[scheme],
      run: () => setColorScheme(scheme),
    })),
    ...LANGUAGES.map((language) => ({
      id: `language ${language}`,
      label: t(`language.${language}`),
      group: t('language.label'),
      icon: IconLanguage,
      run: () => void chooseLanguage(language),
    })),
    {
      id: 'docs',
      label: t('nav.apiDocs'),
      group: t('palette.pages'),
      icon: IconBook,
      run: () => window.open(API_DOCS, '_blank', 'noreferrer'),
    },
    { id: 'sign-out', label: t('shell.signOut'), group: t('palette.actions'), icon: IconLogout, run: () => void signOut(client) },
    ...useHostEntries(),
  ]
}
