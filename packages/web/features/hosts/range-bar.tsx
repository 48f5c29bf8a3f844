import { ActionIcon, Button, SegmentedControl } from '@mantine/core'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { IconChevronLeft, IconChevronRight, IconZoomReset } from '../../app/icons.ts'
import { useFormats } from '../../app/use-formats.ts'
import { usePhone } from '../../app/use-phone.ts'
import { pan } from '../../charts/window.ts'
import { useLive } from '../../live/feed.tsx'
import styles from './range-bar.module.css'
import { RANGES, type Range } from './url-state.ts'
import { useView } from './view.tsx'

/** Which time is shown, for every chart of the page. */
export function RangeBar() {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const live = useLive(view.host)
  const window = view.window()
  const phone = usePhone()
  const { zoom, range } = view.state
  const move = (share: number) => view.zoom(pan(window, share, live.now()))

  useEffect(() => {
    if (!zoom) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('[role=dialog], [role=menu]')) view.reset()
    }
    globalThis.addEventListener('keydown', onKey)
    return () => globalThis.removeEventListener('keydown', onKey)
  }, [zoom, view])

  return (
    <div className={styles.range} role="toolbar" aria-label={t('range.label')}>
      <SegmentedControl
        size={phone ? 'xs' : 'sm'}
        fullWidth={phone}
        value={zoom ? '' : range}
        onChange={(value) => view.change({ range: value as Range, zoom: null })}
        data={RANGES.map((each) => ({ value: each, label: t(`range.${each}`) }))}
        aria-label={t('range.label')}
        withItemsBorders={false}
        transitionDuration={100}
      />
      {zoom && (
        <Button size="compact-md" variant="light" leftSection={<IconZoomReset size={16} aria-hidden />} onClick={view.reset}>
          {t('range.back')}
        </Button>
      )}
      <div className={styles.rangeButtons}>
        <span className={styles.rangeText}>
          {formats.moment(window.from)} – {zoom ? formats.moment(window.to) : t('range.now')}
        </span>
        <ActionIcon variant="default" size="lg" onClick={() => move(-0.5)} aria-label={t('range.earlier')} title={t('range.earlier')}>
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size="lg"
          onClick={() => move(0.5)}
          disabled={!zoom}
          aria-label={t('range.later')}
          title={t('range.later')}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </div>
    </div>
  )
}
