import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { METRICS } from '@hyperion/wire/metrics'
import { describe, expect, it } from 'vitest'
import en from './en.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import { preferredLanguage, withFirmSpaces } from './index.ts'

const WEB = fileURLToPath(new URL('../..', import.meta.url))
const PLURAL = /_(zero|one|two|few|many|other)$/

function flatten(tree: object, prefix = ''): Map<string, string> {
  const texts = new Map<string, string>()
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') texts.set(prefix + key, value)
    else for (const [inner, text] of flatten(value, `${prefix}${key}.`)) texts.set(inner, text)
  }
  return texts
}

/** Where French speaks of a machine that is not watched, or not yet: one that is reached, or where the hub runs. */
const MACHINES =
  /^(storage\.elsewhere|prometheus\.target|addHost\.address|selfCheck\.findings|fleet\.onlyOneText|hostNetwork\.(noNeighbours|about|target|problem))/

const english = flatten(en)
const french = flatten(fr)
const keys = (texts: Map<string, string>) => [...new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')))].sort()
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort()

function sources(): string {
  const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => /^(app|charts|features|live)\/.*\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(WEB + file, 'utf8'))
    .join('\n')
}

describe('texts', () => {
  it('keep French signs with their words', () => {
    expect(withFirmSpaces({ a: { b: 'Niveau « tout » : 5 % ; sûr ?' }, c: ' : ' })).toEqual({
      a: { b: 'Niveau «\u00a0tout\u00a0»\u00a0: 5\u00a0%\u00a0; sûr\u00a0?' },
      c: '\u00a0: ',
    })
  })

  it('exist in both languages', () => {
    expect(keys(french)).toEqual(keys(english))
  })

  it('take the same values in both languages', () => {
    const different = [...english].filter(([key, text]) => holes(text).join() !== holes(french.get(key) ?? text).join())
    expect(different).toEqual([])
  })

  it('have every plural form of their language', () => {
    const forms = { en: ['one', 'other'], fr: ['one', 'many', 'other'] }
    for (const [language, texts] of [
      ['en', english],
      ['fr', french],
    ] as const) {
      const stems = new Set([...texts.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')))
      for (const stem of stems)
        for (const form of forms[language]) expect(texts.has(`${stem}_${form}`), `${language} ${stem}_${form}`).toBe(true)
    }
  })

  it.each(METRICS.map((metric) => metric.id))('label the metric %s', (id) => {
    expect(english.get(`metric.${id}`)).toBeTruthy()
    expect(french.get(`metric.${id}`)).toBeTruthy()
  })

  it.each([
    ['hôte', /\bmachines?\b/i, MACHINES],
    ['e-mail', /courriel/i, /^$/],
    ['jeton', /\btokens?\b/i, /^slack\.steps\.install$/],
    ['processeur', /\bCPU\b/, /^$/],
    ['mémoire d’échange', /\bswap\b/i, /^$/],
    ['’', /\p{L}'\p{L}/u, /^$/],
  ])('in French say %s alone', (_word, other, but) => {
    const wrong = [...french].filter(([key, text]) => other.test(text) && !but.test(key))
    expect(wrong).toEqual([])
  })

  it('exist for every key that the code names', () => {
    const used = [...sources().matchAll(/\bt\(\s*'([\w.]+)'/g)].map((match) => match[1] as string)
    const known = new Set(keys(english))
    expect(used.length).toBeGreaterThan(80)
    expect(used.filter((key) => !known.has(key))).toEqual([])
  })
})

describe('preferredLanguage', () => {
  it.each([
    ['fr', ['en-GB'], 'fr'],
    [null, ['de-DE', 'fr-CA', 'en'], 'fr'],
    [null, ['de'], 'en'],
    ['xx', ['FR'], 'fr'],
  ])('with %j remembered and a browser asking for %j is %s', (stored, browser, expected) => {
    expect(preferredLanguage(stored, browser)).toBe(expected)
  })
})
