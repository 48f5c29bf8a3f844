import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { setStepUpHandler } from '../../app/api.ts'

const StepUpDialog = lazy(async () => ({ default: (await import('./step-up-dialog.tsx')).StepUpDialog }))

type Answer = (given: boolean) => void

/** Asks for a code when the hub wants one before a dangerous change; the change then goes on by itself. */
export function StepUp() {
  const [answer, setAnswer] = useState<Answer | null>(null)
  useEffect(() => {
    let waiting: Promise<boolean> | null = null
    return setStepUpHandler(() => {
      waiting ??= new Promise<boolean>((resolve) => setAnswer(() => resolve)).finally(() => {
        waiting = null
      })
      return waiting
    })
  }, [])
  const close = useCallback(
    (given: boolean) => {
      setAnswer(null)
      answer?.(given)
    },
    [answer],
  )
  if (!answer) return null
  return (
    <Suspense>
      <StepUpDialog onClose={close} />
    </Suspense>
  )
}
