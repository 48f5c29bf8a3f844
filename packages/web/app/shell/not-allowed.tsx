import { IconLock } from '../icons.ts'
import { Notice } from './notice.tsx'

/** Stands where a page is that one's role does not open. */
export function NotAllowedPage() {
  return <Notice icon={IconLock} topic="notAllowed" />
}
