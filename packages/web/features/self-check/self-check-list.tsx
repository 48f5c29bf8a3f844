import type { FindingAnswer, SelfCheckAnswer } from '@hyperion/wire/web'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck } from '../../app/icons.ts'
import { CopyBlock } from '../add-host/copy-block.tsx'
import styles from './self-check.module.css'

const ICONS = { ok: IconCircleCheck, warning: IconAlertTriangle, failed: IconAlertOctagon } as const

export function useSelfCheck() {
  return useQuery({
    queryKey: ['self-check'],
    queryFn: ({ signal }) => request<SelfCheckAnswer>('/api/self-check', { signal }),
    staleTime: 60_000,
  })
}

/** What is in the way of agents; nothing while that is not known, or nothing is. */
export function SelfCheckFaults() {
  const { t } = useTranslation()
  const faults = useSelfCheck().data?.findings.filter(({ state }) => state === 'failed') ?? []
  if (faults.length === 0) return null
  return (
    <div className={styles.faults} role="alert">
      <strong>{t('selfCheck.faults')}</strong>
      <FindingList findings={faults} />
    </div>
  )
}

export function FindingList({ findings }: { findings: readonly FindingAnswer[] }) {
  return (
    <ul className={styles.list}>
      {findings.map((finding) => (
        <FindingItem key={`${finding.step} ${finding.code}`} finding={finding} />
      ))}
    </ul>
  )
}

function FindingItem({ finding: { state, code, params, fix, snippet } }: { finding: FindingAnswer }) {
  const { t } = useTranslation()
  const Icon = ICONS[state]
  return (
    <li data-state={state}>
      <Icon size={20} aria-hidden />
      <div className={styles.words}>
        <span className="visually-hidden">{t(`selfCheck.state.${state}`)}: </span>
        <span>{t(`selfCheck.findings.${code}.message`, params)}</span>
        {fix !== null && <p className={styles.fix}>{t(`selfCheck.findings.${code}.fix`, params)}</p>}
        {snippet && (
          <details>
            <summary>{t('selfCheck.snippet', { proxy: snippet.proxy })}</summary>
            <CopyBlock text={snippet.text} label={snippet.proxy} />
          </details>
        )}
      </div>
    </li>
  )
}
