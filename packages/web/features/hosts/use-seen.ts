import { type RefObject, useEffect, useRef, useState } from 'react'

/** Whether an element is, or soon will be, in sight. */
export function useSeen(): [RefObject<HTMLDivElement | null>, boolean] {
  const ref = useRef<HTMLDivElement>(null)
  const [seen, setSeen] = useState(false)
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new IntersectionObserver(([entry]) => setSeen(entry?.isIntersecting ?? false), { rootMargin: '400px' })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, seen]
}
