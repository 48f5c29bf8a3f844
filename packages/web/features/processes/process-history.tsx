import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { Sparkline } from '../../charts/sparkline.tsx'
import { useProcessHistory, type Which } from './process-queries.ts'

/** What the kept snapshots tell of a process over the last day. */
export function ProcessHistoryPart({ which }: { which: Which }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { data } = useProcessHistory(which)
  if (!data) return null
  const { points, to } = data
  if (points.length < 2) return <p className="muted">{t('processes.noHistory')}</p>
  const times = points.map(({ at }) => at)
  const window = { from: Math.min(...times), to }
  const parts = [
    { name: t('process.cpu'), values: points.map((point) => point.cpu_percent), format: formats.percent },
    { name: t('process.memory'), values: points.map((point) => point.memory_bytes), format: formats.bytes },
  ]
  return (
    <>
      {parts.map(({ name, values, format }) => (
        <figure key={name} style={{ margin: '12px 0 0' }}>
          <figcaption className="muted">
            {t('processes.history', { what: name, since: formats.dateTime(window.from), most: format(Math.max(...values)) })}
          </figcaption>
          <Sparkline times={times} values={values} window={window} top={null} bands={null} />
        </figure>
      ))}
    </>
  )
}
