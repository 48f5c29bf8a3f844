import { useEffect } from 'react'

/** The document's title while this page is shown. */
export function useTitle(...parts: string[]): void {
  const title = [...parts, 'Hyperion'].filter((part) => part !== '').join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}
