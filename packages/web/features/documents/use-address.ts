import { useMediaQuery } from '@mantine/hooks'
import { useSearchParams } from 'react-router'

const VIEWS = ['write', 'both', 'read'] as const
/** Two panes are too many for a phone. */
const NARROW = '(max-width: 800px)'

export type DocumentAddress = ReturnType<typeof useAddress>

/** What is shown, in the address: `?view=read`, `?versions=1`, `?versions=<id>`. */
export function useAddress(edits: boolean) {
  const [params, setParams] = useSearchParams()
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false }) ?? false
  const views = narrow ? VIEWS.filter((each) => each !== 'both') : VIEWS
  const wanted = views.find((each) => each === params.get('view'))
  const change = (edit: (next: URLSearchParams) => void, replace: boolean) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        edit(next)
        return next
      },
      { replace },
    )
  const versions = params.get('versions')
  return {
    views,
    view: wanted ?? (edits ? (narrow ? 'write' : 'both') : 'read'),
    show: (view: string) => change((next) => next.set('view', view), true),
    versions: versions !== null,
    version: versions === null || versions === '1' ? null : versions,
    openVersions: () => change((next) => next.set('versions', '1'), false),
    openVersion: (id: string) => change((next) => next.set('versions', id), true),
    closeVersions: () => change((next) => next.delete('versions'), true),
  }
}
