import type { HostSummary } from '@hyperion/wire/web'
import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconInfoCircle } from '../../app/icons.ts'
import styles from './host-header.module.css'
import { PanelEmpty } from './panel.tsx'
import { useHostSummary } from './queries.ts'

/** That something of a host cannot be seen, and what. */
export function Lacks({ summary }: { summary: HostSummary }) {
  const { t } = useTranslation()
  const what = summary.lacks.map((each) => t(`lacks.${each}`, { defaultValue: each })).join(', ')
  if (what === '') return null
  const label = t(`hostPage.lacks.${summary.kind}`, { what, version: summary.agent?.version ?? '' })
  return (
    <Tooltip label={label} multiline maw={320} withinPortal events={{ hover: true, focus: true, touch: true }}>
      <button type="button" className={styles.chip}>
        <IconInfoCircle size={14} aria-hidden />
        {t('hostPage.lacks.short')}
        <span className="visually-hidden">{label}</span>
      </button>
    </Tooltip>
  )
}

/** What a part of the page shows, or why there is nothing to show of this host. */
export function Seen({ host, what, children }: { host: number; what: string; children: ReactNode }) {
  const { t } = useTranslation()
  const summary = useHostSummary(host)
  if (!summary?.lacks.includes(what)) return children
  return (
    <PanelEmpty>
      {t(`hostPage.lacks.${summary.kind}`, { what: t(`lacks.${what}`, { defaultValue: what }), version: summary.agent?.version ?? '' })}
    </PanelEmpty>
  )
}
