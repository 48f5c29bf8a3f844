import { useSearchParams } from 'react-router'

export type DialogName = 'target' | 'delete-target' | 'receiver' | 'token' | 'remove-receiver'
export type Open = (name: DialogName, id?: number) => void

/** The open dialog, kept in the address. */
export function useDialog() {
  const [params, setParams] = useSearchParams()
  const id = params.get('id')
  return {
    name: params.get('dialog') as DialogName | null,
    id: id === null ? null : Number(id),
    open: ((name, about) => setParams(about === undefined ? { dialog: name } : { dialog: name, id: String(about) })) as Open,
    close: () => setParams({}, { replace: true }),
  }
}
