import { expect, it } from 'vitest'
import { matching } from './matching.ts'

const entries = ['Mémoire', 'Mémoire d’échange', 'Réseau', 'Thème de mémoire'].map((label) => ({ label, group: 'Page' }))
const labels = (typed: string) => matching(entries, typed).map((entry) => entry.label)

it.each([
  ['', ['Mémoire', 'Mémoire d’échange', 'Réseau', 'Thème de mémoire']],
  ['memoire', ['Mémoire', 'Mémoire d’échange', 'Thème de mémoire']],
  ['MEM ech', ['Mémoire d’échange']],
  ['page res', ['Réseau']],
  ['zzz', []],
])('finds for %j', (typed, expected) => {
  expect(labels(typed)).toEqual(expected)
})
