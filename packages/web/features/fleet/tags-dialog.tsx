import type { FleetRow } from '@hyperion/wire/fleet'
import { TagsInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import { countTags } from './fleet-rows.ts'
import { useFleet } from './use-fleet.ts'

/** Adds tags to hosts and takes tags from them; what only some of them have stays as it is. */
export function TagsDialog({ hosts, onClose }: { hosts: readonly FleetRow[]; onClose: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const known = countTags(useFleet().rows).map(([tag]) => tag)
  const [before] = useState(() => (hosts[0]?.tags ?? []).filter((tag) => hosts.every(({ tags }) => tags.includes(tag))))
  const [tags, setTags] = useState<readonly string[]>(before)
  const submission = useSubmit(['tags'] as const)
  const submit = async () => {
    const removed = before.filter((tag) => !tags.includes(tag))
    const change = async ({ id, tags: mine }: FleetRow): Promise<void> => {
      const next = [...new Set([...mine.filter((tag) => !removed.includes(tag)), ...tags])]
      await request(`/api/hosts/${id}/tags`, { method: 'PUT', body: { tags: next } })
    }
    const done = await submission.run(async () => {
      for (const host of hosts) await change(host)
    })
    void client.invalidateQueries({ queryKey: ['hosts'] })
    if (done) onClose()
  }
  return (
    <Dialog title={t('fleet.tagsTitle', { count: hosts.length })} onClose={onClose}>
      <DialogForm {...submission} submit={t('common.save')} onSubmit={() => void submit()} onCancel={onClose}>
        {hosts.length > 1 && <p className="muted">{t('fleet.tagsText')}</p>}
        <TagsInput
          data-autofocus
          name="tags"
          label={t('fleet.column.tags')}
          description={t('fleet.tagsHow')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={known}
          value={[...tags]}
          error={submission.errors.tags}
          maxLength={40}
          onChange={(next) => {
            setTags(next)
            submission.clear('tags')
          }}
        />
      </DialogForm>
    </Dialog>
  )
}
