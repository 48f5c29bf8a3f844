import { FINDINGS } from '@hyperion/wire/check'
import { expect, it } from 'vitest'
import en from '../../app/i18n/en.json' with { type: 'json' }

it('has the words of the hub in English, and thereby a translation of each', () => {
  const words = Object.entries<{ message: string; fix?: string; snippet?: true }>(FINDINGS).map(([code, { snippet: _, ...text }]) => [
    code,
    text,
  ])
  expect(en.selfCheck.findings).toEqual(Object.fromEntries(words))
})
