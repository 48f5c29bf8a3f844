import type { HostProcessesAnswer } from '@hyperion/wire/web'
import { ActionIcon, Button, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle, IconChevronLeft, IconChevronRight } from '../../app/icons.ts'
import { fromLocalText, localText } from '../../app/local-time.ts'
import { SearchField } from '../../app/search-field.tsx'
import { useFormats } from '../../app/use-formats.ts'
import { Seen } from '../hosts/lacks.tsx'
import styles from '../hosts/panel.module.css'
import { Panel, PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { HUB_HOST } from '../hosts/queries.ts'
import { useView } from '../hosts/view.tsx'
import { matchingProcesses } from './matching.ts'
import { ProcessTable } from './process-table.tsx'
import { useProcesses } from './queries.ts'

const SHOWN = 200
/** A snapshot is kept every minute: an older one is worth a word. */
const FAR_MS = 150_000

/** The processes of a host at the moment that is chosen, or now. */
export function MomentPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const { at, processSort, processSearch } = view.state
  const query = useProcesses({ host, at, sort: processSort, limit: SHOWN, follow: true })
  const { data } = query
  return (
    <Panel
      id="processes-at"
      title={at === null ? t('hostPage.processes.now') : t('hostPage.processes.at', { time: formats.dateTime(at) })}
      wide
      actions={
        <SearchField
          small
          className={styles.filter}
          label={t('hostPage.processes.search')}
          value={processSearch}
          onChange={(processSearch) => view.change({ processSearch })}
        />
      }
    >
      <Seen host={host} what="processes">
        <MomentBar answer={data} />
        {data ? <Found answer={data} host={host} /> : <PanelPending query={query} height={320} />}
      </Seen>
    </Panel>
  )
}

/** Which moment, and the snapshots next to it. */
export function MomentBar({ answer }: { answer: HostProcessesAnswer | undefined }) {
  const { t } = useTranslation()
  const view = useView()
  const { at } = view.state
  const go = (to: number | null | undefined) => view.change({ at: to ?? null })
  return (
    <div className={styles.momentBar} role="toolbar" aria-label={t('hostPage.processes.moment')}>
      <ActionIcon
        variant="default"
        size="lg"
        disabled={typeof answer?.before !== 'number'}
        onClick={() => go(answer?.before)}
        aria-label={t('hostPage.processes.before')}
        title={t('hostPage.processes.before')}
      >
        <IconChevronLeft size={18} aria-hidden />
      </ActionIcon>
      <TextInput
        type="datetime-local"
        size="sm"
        aria-label={t('hostPage.processes.moment')}
        value={localText(at ?? answer?.at ?? Date.now())}
        max={localText(Date.now())}
        onChange={(event) => {
          const chosen = fromLocalText(event.currentTarget.value)
          if (chosen !== null && chosen > 0) go(chosen)
        }}
      />
      <ActionIcon
        variant="default"
        size="lg"
        disabled={at === null || typeof answer?.after !== 'number'}
        onClick={() => go(answer?.after)}
        aria-label={t('hostPage.processes.after')}
        title={t('hostPage.processes.after')}
      >
        <IconChevronRight size={18} aria-hidden />
      </ActionIcon>
      {at !== null && (
        <Button size="sm" variant="light" onClick={() => go(null)}>
          {t('hostPage.processes.backToNow')}
        </Button>
      )}
    </div>
  )
}

function Found({ answer, host }: { answer: HostProcessesAnswer; host: number }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const view = useView()
  const { processSort, processSearch, at } = view.state
  if (answer.at === null) {
    const { after } = answer
    if (after === null)
      return <PanelEmpty>{t(host === HUB_HOST && at === null ? 'panel.unsupported' : 'hostPage.processes.none')}</PanelEmpty>
    return (
      <PanelEmpty>
        {t('hostPage.processes.tooEarly', { time: formats.dateTime(after) })}{' '}
        <Button size="xs" variant="default" onClick={() => view.change({ at: after })}>
          {t('hostPage.processes.first')}
        </Button>
      </PanelEmpty>
    )
  }
  const shown = matchingProcesses(answer.processes, processSearch)
  return (
    <>
      <p className="muted" data-testid="snapshot-note">
        {answer.live
          ? t('hostPage.processes.liveNote', { total: formats.number(answer.total) })
          : t('hostPage.processes.note', {
              time: formats.dateTime(answer.at),
              span: formats.duration(answer.span_ms),
              shown: answer.processes.length,
              total: formats.number(answer.total),
            })}
      </p>
      {answer.distance_ms !== null && answer.distance_ms > FAR_MS && (
        <p>
          <span className={styles.tag} data-tone="warn">
            <IconAlertTriangle size={16} aria-hidden />
            {t('hostPage.processes.far', { distance: formats.duration(answer.distance_ms) })}
          </span>
        </p>
      )}
      {shown.length === 0 ? (
        <PanelEmpty>{t('hostPage.processes.noMatch', { search: processSearch })}</PanelEmpty>
      ) : (
        <ProcessTable processes={shown} at={answer.at} sort={processSort} onSort={(sort) => view.change({ processSort: sort })} />
      )}
    </>
  )
}
