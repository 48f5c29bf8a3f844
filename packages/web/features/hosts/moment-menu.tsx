import { Popover } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconActivity, IconZoomReset } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import styles from './moment-menu.module.css'
import { useView } from './view.tsx'

/** A moment chosen in a chart, and where in it. */
export interface Moment {
  readonly at: number
  readonly left: number
}

const AROUND_MS = 5 * 60_000

/** What there is to see of a moment of the chart inside. */
export function MomentMenu({ moment, onClose, children }: { moment: Moment | null; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const open = moment !== null
  // Wherever the focus is: the chart behind has a use for the key, too.
  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      event.preventDefault()
      onClose()
    }
    window.addEventListener('keydown', onKey, { capture: true })
    return () => window.removeEventListener('keydown', onKey, { capture: true })
  }, [open, onClose])
  return (
    <div className={styles.momentPlace}>
      {children}
      <Popover
        opened={open}
        onClose={onClose}
        position="top"
        withArrow
        trapFocus
        returnFocus
        withRoles={false}
        transitionProps={{ duration: 100 }}
        radius="md"
      >
        <Popover.Target>
          <span className={styles.momentAnchor} style={{ left: moment?.left ?? 0 }} />
        </Popover.Target>
        <Popover.Dropdown className={styles.moment ?? ''} role="dialog" aria-label={t('hostPage.moment.label')}>
          {moment && (
            <>
              <strong>{formats.dateTime(moment.at)}</strong>
              <Link to={processesAt(view.host, moment.at, view.window())} onClick={onClose}>
                <IconActivity size={16} aria-hidden />
                {t('hostPage.moment.processes')}
              </Link>
              <button
                type="button"
                onClick={() => {
                  onClose()
                  view.zoom({ from: moment.at - AROUND_MS, to: moment.at + AROUND_MS })
                }}
              >
                <IconZoomReset size={16} aria-hidden />
                {t('hostPage.moment.around')}
              </button>
            </>
          )}
        </Popover.Dropdown>
      </Popover>
    </div>
  )
}

/** The address of the processes of a host at a moment, with the charts around it. */
export function processesAt(host: number, at: number, window: { readonly from: number; readonly to: number }): string {
  const inside = at >= window.from && at <= window.to
  const { from, to } = inside ? window : { from: at - 30 * 60_000, to: at + 30 * 60_000 }
  return `/hosts/${host}/processes?at=${Math.round(at)}&from=${Math.round(from)}&to=${Math.round(to)}`
}
