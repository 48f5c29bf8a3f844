import { useEffect, useState } from 'react'
import { useFormats } from './use-formats.ts'

/** How long ago, with the instant on hover; nothing that has happened is shown as to come. */
export function When({ at, now }: { at: string; now: number }) {
  const formats = useFormats()
  const time = Date.parse(at)
  return (
    <time dateTime={at} title={formats.dateTime(time)}>
      {formats.relative(Math.min(time, now), now)}
    </time>
  )
}

/** The time of this device, anew every `every` ms. */
export function useNow(every = 10_000): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const id = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(id)
  }, [every])
  return now
}
