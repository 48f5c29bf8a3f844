import type { Approval, Tier } from '@hyperion/wire/actions'
import { SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { Panel, PanelPending } from '../hosts/panel.tsx'
import { useHostSummary } from '../hosts/queries.ts'
import { FormError } from '../session/gate.tsx'
import styles from './operating.module.css'
import { setApproval, setSshTier, useCapabilities } from './queries.ts'
import { SshRoots } from './ssh-roots.tsx'
import { TIERS } from './tiers.ts'

const APPROVALS: readonly Approval[] = ['none', 'dangerous', 'all']

/** How far the host lets itself be operated, and what of that needs a second person. */
export function OperatingSettings({ host, permitted }: { host: number; permitted: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useCapabilities(host)
  const submission = useSubmit([] as const)
  const summary = useHostSummary(host)
  const change = async (ask: () => Promise<unknown>) => {
    await submission.run(ask)
    await client.invalidateQueries({ queryKey: ['host', host, 'capabilities'] })
  }
  return (
    <Panel id="operating" title={t('operating.settings.title')} wide>
      {query.data ? (
        <>
          <p>
            {query.data.capabilities
              ? t('operating.settings.tier', {
                  tier: t(`operating.tier.${query.data.capabilities.tier}`),
                  user: query.data.capabilities.user,
                })
              : t('operating.hindrance.awayText')}
          </p>
          {summary?.kind === 'ssh' ? (
            <>
              <p className="muted">{t('operating.settings.sshText')}</p>
              {query.data.capabilities && (
                <>
                  <SegmentedControl
                    aria-label={t('operating.settings.sshTier')}
                    disabled={!permitted || submission.busy}
                    value={query.data.capabilities.tier}
                    onChange={(value) => void change(() => setSshTier(host, value as Tier))}
                    data={TIERS.map((value) => ({ value, label: t(`operating.tier.${value}`) }))}
                  />
                  <SshRoots host={host} tier={query.data.capabilities.tier} roots={query.data.capabilities.roots} permitted={permitted} />
                </>
              )}
            </>
          ) : (
            <p className="muted">{t('operating.settings.tierText')}</p>
          )}
          <h3 id="approval-label" className={styles.part}>
            {t('operating.settings.approval')}
          </h3>
          {submission.failure && <FormError>{submission.failure}</FormError>}
          <SegmentedControl
            aria-labelledby="approval-label"
            disabled={!permitted || submission.busy}
            value={query.data.approval}
            onChange={(value) => void change(() => setApproval(host, value as Approval))}
            data={APPROVALS.map((value) => ({ value, label: t(`operating.settings.approvals.${value}`) }))}
          />
        </>
      ) : (
        <PanelPending query={query} height={120} />
      )}
    </Panel>
  )
}
