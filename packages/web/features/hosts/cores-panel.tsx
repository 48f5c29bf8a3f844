import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { useLive } from '../../live/feed.tsx'
import { useThresholds } from '../thresholds/queries.ts'
import { useInstances } from './instances.ts'
import styles from './panel.module.css'
import { Panel, PanelEmpty } from './panel.tsx'
import { useFrame } from './use-frame.ts'
import { useSeen } from './use-seen.ts'

/** More cores than this start folded: each asks for a series of its own. */
const MANY_CORES = 16

/** One small line a core: an uneven spread shows at a glance. */
export function CoresPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const cores = useInstances(host, 'core')
  const [place, seen] = useSeen()
  return (
    <Panel
      id="cores"
      title={t('section.cores')}
      note={t('facts.cores', { count: cores.length })}
      startsClosed={cores.length > MANY_CORES}
      wide
    >
      <div ref={place} className={styles.cores}>
        {cores.length === 0 && <PanelEmpty>{t('panel.unsupported')}</PanelEmpty>}
        {seen && cores.map((core) => <Core key={core} host={host} core={core} />)}
      </div>
    </Panel>
  )
}

function Core({ host, core }: { host: number; core: string }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const live = useLive(host)
  const { frame, window } = useFrame('core', core)
  return (
    <div>
      <div className={styles.coreHead}>
        <span className="muted">{t('section.core', { name: core })}</span>
        <span className={styles.name}>{formats.percent(live.value('core.usage', core))}</span>
      </div>
      <Sparkline times={frame.times} values={frame.columns.usage ?? []} window={window} top={100} bands={useThresholds().cpu} />
    </div>
  )
}
