import { useMediaQuery } from '@mantine/hooks'

/** As wide as a phone; known before the first drawing, so that nothing is laid out twice. */
export function usePhone(): boolean {
  return useMediaQuery('(max-width: 800px)', undefined, { getInitialValueInEffect: false }) ?? false
}
