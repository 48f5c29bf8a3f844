import { ActionIcon } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { IconChevronRight, IconCircleCheck, IconX } from '../../app/icons.ts'
import { remember, remembered } from '../../app/remember.ts'
import { useLive } from '../../live/feed.tsx'
import { useChannels } from '../channels/queries.ts'
import { HUB_HOST, useHosts } from '../hosts/queries.ts'
import { usePermitted, useSession } from '../session/session.ts'
import styles from './first-minute.module.css'

/** The short path after the first sign-in, for those who may go it. It steps aside when it is done, or not wanted. */
export function FirstMinute() {
  const user = useSession().data?.user
  const permitted = usePermitted('config')
  return permitted && user ? <Path key={user.id} user={user.id} /> : null
}

function Path({ user }: { user: number }) {
  const { t } = useTranslation()
  const name = `first-minute.${user}`
  const [dismissed, setDismissed] = useState(() => remembered(name) === 'done')
  const steps = useSteps(!dismissed)
  if (dismissed || !steps || steps.every(({ done }) => done)) return null
  const dismiss = () => {
    remember(name, 'done')
    setDismissed(true)
  }
  return (
    <section className={styles.path} aria-labelledby="first-minute-title">
      <h2 id="first-minute-title">{t('firstMinute.title')}</h2>
      <ol>
        {steps.map(({ id, done, to }) => (
          <li key={id} data-done={done || undefined}>
            {done || to === null ? (
              <span>
                <IconCircleCheck size={18} aria-hidden />
                {t(`firstMinute.${id}`)}
                <span className="visually-hidden">: {t(done ? 'firstMinute.done' : 'firstMinute.waiting')}</span>
              </span>
            ) : (
              <Link to={to}>
                {t(`firstMinute.${id}`)}
                <IconChevronRight size={16} aria-hidden />
              </Link>
            )}
          </li>
        ))}
      </ol>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('firstMinute.dismiss')} onClick={dismiss}>
        <IconX size={18} aria-hidden />
      </ActionIcon>
    </section>
  )
}

/** Null until it is known how far one is: a path that appears and goes at once is worse than none. */
function useSteps(wanted: boolean) {
  const live = useLive(HUB_HOST).latest !== null
  const channels = useChannels().data?.channels
  const hosts = useHosts().data?.hosts
  if (!wanted || !channels || !hosts) return null
  return [
    { id: 'live', done: live, to: null },
    { id: 'channel', done: channels.length > 0, to: '/settings/channels' },
    { id: 'host', done: hosts.length > 1, to: '/hosts/add' },
  ] as const
}
