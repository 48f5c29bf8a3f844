import type { Area, Tier } from '@hyperion/wire/actions'
import { useTranslation } from 'react-i18next'
import { IconLock } from '../../app/icons.ts'
import styles from './operating.module.css'
import { useCapabilities } from './queries.ts'
import { TIERS } from './tiers.ts'

/** Why a part of operating is not to be had here, and what would change that; null where it is. */
export function useHindrance(host: number, area: Area, needed: Tier): { readonly title: string; readonly text: string } | null {
  const { t } = useTranslation()
  const { data } = useCapabilities(host)
  if (!data) return null
  const { capabilities } = data
  if (!capabilities) return { title: t('operating.hindrance.away'), text: t('operating.hindrance.awayText') }
  const lack = capabilities.lacks.find((each) => each.area === area)
  if (lack) {
    return {
      title: t(`operating.lacks.${lack.reason}`, { defaultValue: lack.reason }),
      text: t(`operating.lacksText.${lack.reason}`, { defaultValue: '' }),
    }
  }
  if (TIERS.indexOf(capabilities.tier) >= TIERS.indexOf(needed)) return null
  return {
    title: t('operating.hindrance.tier', { tier: t(`operating.tier.${capabilities.tier}`) }),
    text: t('operating.hindrance.tierText', { needed }),
  }
}

/** Says why a part of operating is not to be had here; nothing where it is. */
export function CapabilityNotice({ host, area, needed }: { host: number; area: Area; needed: Tier }) {
  const hindrance = useHindrance(host, area, needed)
  if (!hindrance) return null
  return (
    <div className={styles.notice} role="note">
      <IconLock size={18} aria-hidden />
      <div>
        <p className={styles.noticeTitle}>{hindrance.title}</p>
        <p className="muted">{hindrance.text}</p>
      </div>
    </div>
  )
}
