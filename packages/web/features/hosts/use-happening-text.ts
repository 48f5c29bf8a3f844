import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { alertLine, beginningLine } from '../alerts/alert-words.ts'
import { eventText } from './event-words.ts'
import type { Happening } from './timeline.ts'

/** A line of the timeline in words. */
export function useHappeningText(): (happening: Happening) => string {
  const { t } = useTranslation()
  const formats = useFormats()
  return ({ event, alert, ended = false }) => {
    if (event) return eventText(t, event)
    if (!alert) return ''
    const what = ended ? alertLine(t, formats, alert) : beginningLine(t, formats, alert)
    return t(ended ? 'hostPage.events.resolved' : 'hostPage.events.fired', { what, level: t(`state.${alert.level}`) })
  }
}
