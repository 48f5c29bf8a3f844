import type { AgentAnswer } from '@hyperion/wire/web'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useNow } from '../../app/when.tsx'
import { FactList, type FactRow } from './facts-panel.tsx'
import { Panel } from './panel.tsx'
import { useHostSummary } from './queries.ts'

/** The agent of a host: how old, how far its clock is off, what waits in its buffer. Nothing for a host without one. */
export function AgentPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const agent = useHostSummary(host)?.agent
  const rows = useAgentRows(agent ?? null)
  if (!agent) return null
  return (
    <Panel id="agent" title={t('hostPage.agent.title')} wide>
      <FactList rows={rows} />
    </Panel>
  )
}

function useAgentRows(agent: AgentAnswer | null): readonly FactRow[] {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  if (!agent) return []
  const { last_seen: lastSeen, skew_ms: skew, buffer, conflict } = agent
  const skewText = (ms: number) =>
    Math.abs(ms) < 1000
      ? t('hostPage.agent.inStep')
      : t(ms > 0 ? 'hostPage.agent.ahead' : 'hostPage.agent.behind', { amount: formats.duration(Math.abs(ms)) })
  return [
    [t('hostPage.agent.connection'), t(agent.connected ? 'hostPage.agent.connected' : 'hostPage.agent.away')],
    [
      t('hostPage.agent.lastSeen'),
      lastSeen === null ? t('hostPage.agent.never') : `${formats.relative(Math.min(lastSeen, now), now)} · ${formats.dateTime(lastSeen)}`,
    ],
    [t('hostPage.agent.version'), agent.version || '–'],
    [t('hostPage.agent.address'), agent.address || '–'],
    [t('hostPage.agent.enrolled'), formats.dateTime(agent.enrolled_at)],
    [
      t('hostPage.agent.interval'),
      `${formats.duration(agent.interval_seconds * 1000)} · ${t(agent.own_interval ? 'hostPage.agent.own' : 'hostPage.agent.common')}`,
    ],
    [t('hostPage.agent.clock'), skew === null ? '–' : skewText(skew)],
    [t('hostPage.agent.buffer'), buffer ? t('hostPage.agent.waiting', { count: buffer.reports, bytes: formats.bytes(buffer.bytes) }) : '–'],
    [t('hostPage.agent.lost'), buffer ? t('hostPage.agent.droppedRefused', { dropped: buffer.dropped, refused: buffer.refused }) : '–'],
    ...(buffer?.trouble ? [[t('hostPage.agent.trouble'), buffer.trouble] as const] : []),
    ...(agent.lacks.length > 0 ? [[t('hostPage.agent.lacks'), agent.lacks.join(', ')] as const] : []),
    ...(conflict
      ? [
          [
            t('hostPage.agent.conflict'),
            t('hostPage.agent.conflictText', {
              refused: `${conflict.refused.hostname} (${conflict.refused.address})`,
              connected: `${conflict.connected.hostname} (${conflict.connected.address})`,
              time: formats.dateTime(conflict.at),
            }),
          ] as const,
        ]
      : []),
  ]
}
