import { IconHelpCircle } from '../icons.ts'
import { Notice } from './notice.tsx'

export function NotFoundPage() {
  return <Notice icon={IconHelpCircle} topic="notFound" />
}
