import type { Approval } from '@hyperion/wire/actions'
import { SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useSubmit } from '../../app/use-submit.ts'
import { Panel, PanelPending } from '../hosts/panel.tsx'
import { FormError } from '../session/gate.tsx'
import { setApproval, useCapabilities } from './queries.ts'

const APPROVALS: readonly Approval[] = ['none', 'dangerous', 'all']

/** How far the host lets itself be operated, and what of that needs a second person. */
export function OperatingSettings({ host, permitted }: { host: number; permitted: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const query = useCapabilities(host)
  const submission = useSubmit([] as const)
  const change = async (approval: Approval) => {
    await submission.run(() => setApproval(host, approval))
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
          <p className="muted">{t('operating.settings.tierText')}</p>
          <h3 id="approval-label">{t('operating.settings.approval')}</h3>
          {submission.failure && <FormError>{submission.failure}</FormError>}
          <SegmentedControl
            aria-labelledby="approval-label"
            disabled={!permitted || submission.busy}
            value={query.data.approval}
            onChange={(value) => void change(value as Approval)}
            data={APPROVALS.map((value) => ({ value, label: t(`operating.settings.approvals.${value}`) }))}
          />
        </>
      ) : (
        <PanelPending query={query} height={120} />
      )}
    </Panel>
  )
}
