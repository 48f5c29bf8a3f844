import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { Seen } from '../hosts/lacks.tsx'
import { Panel, PanelEmpty, PanelFailure, PanelSkeleton } from '../hosts/panel.tsx'
import { HUB_HOST } from '../hosts/queries.ts'
import { useSeen } from '../hosts/use-seen.ts'
import { useView } from '../hosts/view.tsx'
import { ProcessTable } from './process-table.tsx'
import { useProcesses } from './queries.ts'

const SHOWN = 12

/** The processes that use most at this moment, or did in the latest snapshot. */
export function ProcessesPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  return (
    <Panel id="top" title={t('section.top')} note={t(host === HUB_HOST ? 'section.topNote' : 'hostPage.processes.minutely')} wide>
      <Seen host={host} what="processes">
        <TopProcesses host={host} />
      </Seen>
    </Panel>
  )
}

function TopProcesses({ host }: { host: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const sort = view.state.processSort
  const [place, seen] = useSeen()
  const { data, isError, error, refetch } = useProcesses({ host, at: null, sort, limit: SHOWN, follow: seen })
  return (
    <div ref={place}>
      {data ? (
        data.at === null || data.processes.length === 0 ? (
          <PanelEmpty>{t(data.at === null && host !== HUB_HOST ? 'hostPage.processes.none' : 'panel.unsupported')}</PanelEmpty>
        ) : (
          <>
            <ProcessTable processes={data.processes} at={data.at} sort={sort} onSort={(processSort) => view.change({ processSort })} />
            {!data.live && <p className="muted">{t('hostPage.processes.asOf', { time: formats.time(data.at) })}</p>}
          </>
        )
      ) : isError ? (
        <PanelFailure error={error} retry={() => void refetch()} />
      ) : (
        <PanelSkeleton height={320} />
      )}
    </div>
  )
}
