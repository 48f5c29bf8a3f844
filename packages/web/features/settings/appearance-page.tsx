import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, currentLanguage, LANGUAGES, type Language } from '../../app/i18n/index.ts'
import { remember, remembered } from '../../app/remember.ts'
import { SCHEMES } from '../../app/shell/preferences-menus.tsx'
import { useTitle } from '../../app/use-title.ts'
import styles from './settings.module.css'

const DENSITIES = ['comfortable', 'compact'] as const

export function AppearancePage() {
  const { t } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const [density, setDensity] = useState(() => remembered('density') ?? 'comfortable')
  useTitle(t('nav.appearance'))
  const chooseDensity = (value: string) => {
    remember('density', value)
    setDensity(value)
    if (value === 'compact') document.documentElement.dataset.density = 'compact'
    else delete document.documentElement.dataset.density
  }
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('nav.appearance')}</h1>
      <section className={styles.card}>
        <Choice label={t('theme.label')}>
          {(id) => (
            <SegmentedControl
              aria-labelledby={id}
              value={colorScheme}
              onChange={(value) => setColorScheme(value as MantineColorScheme)}
              data={SCHEMES.map((value) => ({ value, label: t(`theme.${value}`) }))}
            />
          )}
        </Choice>
        <Choice label={t('language.label')}>
          {(id) => (
            <SegmentedControl
              aria-labelledby={id}
              value={currentLanguage()}
              onChange={(value) => void chooseLanguage(value as Language)}
              data={LANGUAGES.map((value) => ({ value, label: t(`language.${value}`) }))}
            />
          )}
        </Choice>
        <Choice label={t('density.label')}>
          {(id) => (
            <SegmentedControl
              aria-labelledby={id}
              value={density}
              onChange={chooseDensity}
              data={DENSITIES.map((value) => ({ value, label: t(`density.${value}`) }))}
            />
          )}
        </Choice>
        <p className="muted">{t('appearance.kept')}</p>
      </section>
    </div>
  )
}

function Choice({ label, children }: { label: string; children: (labelId: string) => ReactNode }) {
  const id = useId()
  return (
    <div className={styles.row}>
      <span id={id}>{label}</span>
      {children(id)}
    </div>
  )
}
