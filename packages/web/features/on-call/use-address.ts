import { useSearchParams } from 'react-router'

export type OnCallDialog = 'take' | 'delete' | 'feed' | 'end'

/** Which schedule, which weeks and which dialog are shown, kept in the address. */
export function useOnCallAddress() {
  const [params, setParams] = useSearchParams()
  const change = (changes: Readonly<Record<string, string | null>>, replace = false) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        for (const [name, value] of Object.entries(changes)) {
          if (value === null) after.delete(name)
          else after.set(name, value)
        }
        return after
      },
      { replace },
    )
  const closed = { dialog: null, from: null, to: null, override: null }
  return {
    schedule: params.get('schedule'),
    week: params.get('week'),
    dialog: params.get('dialog'),
    override: Number(params.get('override')),
    span: { from: Date.parse(params.get('from') ?? ''), to: Date.parse(params.get('to') ?? '') },
    choose: (schedule: string) => change({ ...closed, schedule }),
    show: (week: string | null) => change({ week }, true),
    open: (dialog: OnCallDialog, more: Readonly<Record<string, string>> = {}) => change({ ...closed, ...more, dialog }),
    close: () => change(closed, true),
  }
}

export type OnCallAddress = ReturnType<typeof useOnCallAddress>
