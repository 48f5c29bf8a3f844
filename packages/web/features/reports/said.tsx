import { IconCircleCheck } from '../../app/icons.ts'
import settings from '../settings/settings.module.css'

/** What was done, for eyes and screen readers. */
export function Said({ children }: { children: string }) {
  return (
    <div role="status">
      {children !== '' && (
        <p className={settings.done}>
          <IconCircleCheck size={18} aria-hidden />
          {children}
        </p>
      )}
    </div>
  )
}
