import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { remember, remembered } from '../../app/remember.ts'
import { usePreferences } from './queries.ts'

/** What this device took over from the account last. */
const TAKEN = 'theme.account'

/** Shows the app in the account's theme, where this device has none of its own. */
export function useAccountTheme(): void {
  const { own, chart_theme } = usePreferences()
  const take = useTakeTheme()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a theme that is new to this device is taken over
  useEffect(() => {
    const device = remembered('theme')
    if (own && device !== chart_theme && (device === null || device === remembered(TAKEN))) take(chart_theme)
  }, [own, chart_theme])
}

/** Shows the app in a theme that is the account's. */
export function useTakeTheme(): (theme: MantineColorScheme) => void {
  const { setColorScheme } = useMantineColorScheme()
  return (theme) => {
    remember(TAKEN, theme)
    setColorScheme(theme)
  }
}
