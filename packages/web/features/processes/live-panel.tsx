import { Button, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle } from '../../app/icons.ts'
import { SearchField } from '../../app/search-field.tsx'
import { useFormats } from '../../app/use-formats.ts'
import panelStyles from '../hosts/panel.module.css'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { useView } from '../hosts/view.tsx'
import { useCapabilities } from '../operating/queries.ts'
import { useChosen } from './chosen.ts'
import styles from './live.module.css'
import { LiveList } from './live-list.tsx'
import { keyOf } from './live-tree.ts'
import { MomentBar, MomentPanel } from './moment-panel.tsx'
import { ProcessPanel } from './process-panel.tsx'
import { useProcesses } from './queries.ts'
import { type LiveProcesses, useLiveProcesses } from './use-live-processes.ts'

/** The processes of a host: all of them live where it answers at this moment, else as they were kept. */
export function ProcessesNow({ host }: { host: number }) {
  const view = useView()
  const { data, isError } = useCapabilities(host)
  if (view.state.at !== null || isError || data?.capabilities === null) return <MomentPanel host={host} />
  if (!data) return <PanelSkeleton height={320} />
  return <LivePanels host={host} />
}

function LivePanels({ host }: { host: number }) {
  const live = useLiveProcesses(host)
  const { chosen } = useChosen()
  return (
    <>
      {chosen && <ProcessPanel key={`${chosen.pid}-${chosen.startedAt}`} host={host} {...chosen} live={live.processes} />}
      <LivePanel host={host} live={live} />
    </>
  )
}

function LivePanel({ host, live }: { host: number; live: LiveProcesses }) {
  const { t } = useTranslation()
  const view = useView()
  const { chosen, order, tree, choose, sortBy, show } = useChosen()
  const { processSearch: search } = view.state
  // Only to know which snapshot was the last.
  const kept = useProcesses({ host, at: null, sort: 'cpu', limit: 1, follow: false })
  return (
    <Panel
      id="processes-live"
      title={t('hostPage.processes.now')}
      wide
      actions={
        <SearchField
          small
          className={panelStyles.filter}
          label={t('hostPage.processes.search')}
          value={search}
          onChange={(processSearch) => view.change({ processSearch })}
        />
      }
    >
      <MomentBar answer={kept.data} />
      <div className={styles.bar}>
        <SegmentedControl
          size="xs"
          aria-label={t('processes.form')}
          value={tree ? 'tree' : 'list'}
          onChange={(form) => show(form === 'tree')}
          data={[
            { value: 'tree', label: t('processes.tree') },
            { value: 'list', label: t('processes.flat') },
          ]}
        />
        <Standing live={live} />
      </div>
      {live.processes ? (
        live.processes.length === 0 ? (
          <PanelEmpty>{t('panel.unsupported')}</PanelEmpty>
        ) : (
          <LiveList
            processes={live.processes}
            order={order}
            tree={tree}
            search={search}
            chosen={chosen && keyOf({ pid: chosen.pid, started_at: chosen.startedAt })}
            onOrder={sortBy}
            onChoose={choose}
          />
        )
      ) : live.error ? (
        <PanelFailure error={live.error} retry={live.again} />
      ) : (
        <PanelSkeleton height={320} />
      )}
    </Panel>
  )
}

/** How many there are, or since when nothing new is told. */
function Standing({ live }: { live: LiveProcesses }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (!live.processes || live.at === null) return null
  if (!live.lost) return <span className="muted">{t('processes.note', { total: formats.number(live.processes.length) })}</span>
  return (
    <>
      <span className={styles.stale} role="status">
        <IconAlertTriangle size={16} aria-hidden /> {t('processes.stale', { time: formats.time(live.at) })}
      </span>
      {live.error && (
        <Button size="xs" variant="default" onClick={live.again}>
          {t('common.retry')}
        </Button>
      )}
    </>
  )
}
