import type { AlertLevel, Resource, Thresholds } from '@hyperion/wire/thresholds'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconHelpCircle } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { useConnection, useLive } from '../../live/feed.tsx'
import { CPU_MEAN_MS, type HealthLevel, levelFor } from '../hosts/health.ts'
import { fullest } from '../hosts/instances.ts'
import { HUB_HOST } from '../hosts/queries.ts'
import { type Draft, type FieldErrors, LEVELS } from './draft.ts'
import styles from './thresholds.module.css'

const ICONS = { healthy: IconCircleCheck, warning: IconAlertTriangle, critical: IconAlertOctagon, unknown: IconHelpCircle } as const

interface ResourceLimitsProps {
  readonly resource: Resource
  readonly draft: Draft[Resource]
  readonly limits: Thresholds[Resource]
  readonly errors: FieldErrors
  readonly readOnly: boolean
  readonly onChange: (level: AlertLevel, value: string) => void
}

/** The two limits of one resource, drawn over what it measures now. */
export function ResourceLimits({ resource, draft, limits, errors, readOnly, onChange }: ResourceLimitsProps) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.resource}>
      <legend>{t(`tiles.${resource}`)}</legend>
      <p className={styles.about}>{t(`thresholds.about.${resource}`)}</p>
      <Band resource={resource} limits={limits} />
      <div className={styles.fields}>
        {LEVELS.map((level) => (
          <TextInput
            key={level}
            name={`${resource}.${level}`}
            label={t(`thresholds.${level}`)}
            aria-label={`${t(`tiles.${resource}`)}: ${t(`thresholds.${level}`)}`}
            inputMode="numeric"
            autoComplete="off"
            rightSection={
              <span className={styles.unit} aria-hidden>
                %
              </span>
            }
            value={draft[level]}
            error={errors[`${resource}.${level}`]}
            readOnly={readOnly}
            onChange={(event) => onChange(level, event.currentTarget.value)}
          />
        ))}
      </div>
    </fieldset>
  )
}

/** What the overview judges by: the mean of the processors, the memory, the fullest file system. */
function useNow(resource: Resource): { value: number | null; mount: string | null } {
  const live = useLive(HUB_HOST)
  const { stale } = useConnection()
  const mount = resource === 'disk' ? fullest(live) : null
  if (stale) return { value: null, mount }
  if (resource === 'cpu') return { value: live.recentMean('cpu.usage', CPU_MEAN_MS), mount }
  if (resource === 'memory') return { value: live.value('memory.usage'), mount }
  return { value: mount === null ? null : live.value('filesystem.usage', mount), mount }
}

function Band({ resource, limits }: { resource: Resource; limits: Thresholds[Resource] }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { value, mount } = useNow(resource)
  const healthy = value === null ? 'unknown' : 'healthy'
  const level: HealthLevel = levelFor({ cpu: limits, memory: limits, disk: limits }, resource, value) ?? healthy
  const Icon = ICONS[level]
  const at = (percent: number) => ({ left: `${Math.max(0, Math.min(100, percent))}%` })
  return (
    <div>
      <p className={styles.now} data-level={level} data-testid={`now-${resource}`}>
        <Icon size={16} aria-hidden />
        <strong>{t(`state.${level}`)}</strong>
        <span>
          {mount === null
            ? t('thresholds.now', { value: formats.percent(value) })
            : t('thresholds.nowOn', { value: formats.percent(value), mount })}
        </span>
      </p>
      <div className={styles.band} aria-hidden>
        <span className={styles.warning} style={{ ...at(limits.warning), right: `${100 - limits.critical}%` }} />
        <span className={styles.critical} style={at(limits.critical)} />
        {value !== null && <span className={styles.needle} style={at(value)} />}
      </div>
      <div className={styles.scale} aria-hidden>
        {[0, 25, 50, 75, 100].map((tick) => (
          <span key={tick} style={at(tick)}>
            {tick}
          </span>
        ))}
      </div>
    </div>
  )
}
