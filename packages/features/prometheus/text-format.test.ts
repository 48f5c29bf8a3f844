import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { written } from './exposition/text.ts'
import { ExpositionError, parseText, TEXT_LIMITS } from './text-format.ts'

const all = (): boolean => true
const parse = (text: string, wanted: (name: string) => boolean = all) => parseText(text, wanted)

describe('the text format', () => {
  it.each([
    ['no labels', 'up 1', 'up', {}, 1],
    ['labels', 'a{b="c",d="e"} 2.5', 'a', { b: 'c', d: 'e' }, 2.5],
    ['a comma at the end, blanks and tabs', '\ta { b = "c" , }\t-1e3', 'a', { b: 'c' }, -1000],
    ['a timestamp', 'a{} 1 1395066363000', 'a', {}, 1],
    ['escapes', 'a{b="\\\\ \\" \\n }"} 1', 'a', { b: '\\ " \n }' }, 1],
    ['an exemplar of OpenMetrics', 'a_total 17.0 1520879607.789 # {trace_id="x y"} 0.67', 'a_total', {}, 17],
    ['infinity', 'a +Inf', 'a', {}, Infinity],
    ['less than nothing', 'a -Inf', 'a', {}, -Infinity],
    ['a carriage return', 'a 1\r', 'a', {}, 1],
    ['a name with colons', 'job:rate:5m 3', 'job:rate:5m', {}, 3],
  ])('reads %s', async (_, line, name, labels, value) => {
    const text = line.replace(/^(\s*\w[\w:]*) \{/, '$1{')
    expect(await parse(`# HELP x y\n\n${text}\n`)).toEqual([{ name, labels, value }])
  })

  it('reads NaN as no number', async () => {
    expect((await parse('a NaN'))[0]?.value).toBeNaN()
  })

  it('stops at the end that OpenMetrics marks', async () => {
    expect(await parse('a 1\n# EOF\n<html>')).toHaveLength(1)
  })

  it.each([
    ['a page', '<html><body>', 'line 1'],
    ['no value', 'a 1\nb', 'line 2'],
    ['a value that is none', 'a one', 'line 1'],
    ['a label that does not end', 'a{b="c 1', 'line 1'],
    ['a bracket that does not close', 'a{b="c" 1', 'line 1'],
    ['labels without a comma', 'a{b="c" d="e"} 1', 'line 1'],
    ['a word too many', 'a 1 2 3', 'line 1'],
    ['hexadecimal', 'a 0x10', 'line 1'],
  ])('refuses %s', async (_, text, where) => {
    await expect(parse(text)).rejects.toThrow(ExpositionError)
    await expect(parse(text)).rejects.toThrow(where)
  })

  it('is bounded', async () => {
    await expect(parse(`a ${'1'.repeat(TEXT_LIMITS.lineLength)}`)).rejects.toThrow('is longer than')
    await expect(parse('#\n'.repeat(TEXT_LIMITS.lines + 1))).rejects.toThrow('more than')
  })

  it('looks at nothing of what is not wanted but its name', async () => {
    expect(await parse('a{b=} x\nwanted 1', (name) => name === 'wanted')).toEqual([{ name: 'wanted', labels: {}, value: 1 }])
  })

  it('takes any text without another error than its own', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.string().map((text) => `a{b="${text}"} 1`),
        ),
        async (text) => {
          await parse(text).catch((error: unknown) => expect(error).toBeInstanceOf(ExpositionError))
        },
      ),
    )
  })

  it('reads what the hub itself writes', async () => {
    const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/)
    const labels = fc.dictionary(
      name,
      fc.string({ unit: 'grapheme' }).map((text) => text.toWellFormed()),
      { maxKeys: 4 },
    )
    const samples = fc.array(fc.record({ labels, value: fc.double() }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(name, fc.string(), samples, async (family, help, sent) => {
        const text = [...written([{ name: family, help, type: 'gauge', samples: sent }])].join('')
        const read = await parse(text)
        expect(read).toEqual(sent.map((each) => ({ name: family, labels: { ...each.labels }, value: each.value === 0 ? 0 : each.value })))
      }),
    )
  })
})
