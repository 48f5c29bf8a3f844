import type { SlackSettingsAnswer, SlackTestAnswer } from '@hyperion/wire/web'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { IconAlertTriangle } from '../../app/icons.ts'
import { When } from '../../app/when.tsx'
import styles from '../settings/outcome.module.css'
import { Outcome, TestBar } from '../settings/outcome.tsx'
import settingsStyles from '../settings/settings.module.css'
import { testSlack } from './queries.ts'

interface SlackStateProps {
  readonly settings: SlackSettingsAnswer
  readonly now: number
  readonly onRemove: () => void
}

/** How it goes with Slack. */
export function SlackState({ settings, now, onRemove }: SlackStateProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const test = useMutation({ mutationFn: () => testSlack(client) })
  const { readable, team, last_event_at: event, last_error: error, last_error_at: errorAt } = settings
  return (
    <section className={settingsStyles.card} aria-labelledby="slack-state">
      <div className={settingsStyles.row}>
        <h2 id="slack-state">{t('slack.state')}</h2>
        <TestBar
          test={t('slack.test')}
          testing={test.isPending}
          onTest={() => test.mutate()}
          remove={t('slack.remove')}
          onRemove={onRemove}
        />
      </div>
      {!readable && <Outcome good={false} text={t('slack.unreadable')} />}
      <dl className={settingsStyles.facts}>
        <dt>{t('slack.team')}</dt>
        <dd>{team ? team.name : t('slack.teamUnknown')}</dd>
        <dt>{t('slack.lastEvent')}</dt>
        <dd>{event ? <When at={event} now={now} /> : t('slack.noEvent')}</dd>
        <dt>{t('slack.lastError')}</dt>
        <dd>
          {error === null ? (
            t('slack.noError')
          ) : (
            <span className={styles.bad}>
              <IconAlertTriangle size={18} aria-hidden />
              <span>
                {error}
                {errorAt && (
                  <>
                    {' · '}
                    <When at={errorAt} now={now} />
                  </>
                )}
              </span>
            </span>
          )}
        </dd>
      </dl>
      <div role="status">
        {test.data && !test.isPending && <Result result={test.data} />}
        {test.isError && <Outcome good={false} text={t('slack.testFailed')} />}
      </div>
    </section>
  )
}

function Result({ result: { ok, team, error } }: { result: SlackTestAnswer }) {
  const { t } = useTranslation()
  return <Outcome good={ok} text={ok ? t('slack.testOk', { team: team?.name ?? '' }) : t('slack.testRefused', { error: error ?? '' })} />
}
