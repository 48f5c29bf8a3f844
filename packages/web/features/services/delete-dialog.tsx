import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api.ts'
import { Dialog, DialogForm } from '../../app/shell/dialog.tsx'
import { useSubmit } from '../../app/use-submit.ts'
import users from '../users/users.module.css'
import { type Collection, remove } from './queries.ts'

interface DeleteDialogProps {
  readonly collection: Collection
  readonly id: string
  readonly name: string
  /** What goes or changes with it, each in a sentence. */
  readonly goes: readonly string[]
  /** What to say when the hub refuses since something still needs it. */
  readonly refused?: string
  readonly onClose: (said?: string) => void
}

/** Names what goes. */
export function DeleteDialog({ collection, id, name, goes, refused, onClose }: DeleteDialogProps) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const submission = useSubmit([] as const, { NEEDED: { text: refused ?? '' } })
  const deleting = async () => {
    try {
      await remove(client, collection, id)
    } catch (error) {
      throw refused !== undefined && error instanceof ApiError && error.status === 409 ? new ApiError(409, 'NEEDED', refused) : error
    }
  }
  const submit = async () => {
    if (await submission.run(deleting)) onClose(t('catalog.deleted', { name }))
  }
  return (
    <Dialog title={t('catalog.deleteTitle', { name })} onClose={() => onClose()}>
      <DialogForm {...submission} submit={t('reports.delete')} danger onSubmit={() => void submit()} onCancel={() => onClose()}>
        <ul className={users.goes}>
          {goes.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      </DialogForm>
    </Dialog>
  )
}
