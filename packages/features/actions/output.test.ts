import { describe, expect, it } from 'vitest'
import { eventsOf, OutputTail } from './output.ts'

function tailOf(...parts: readonly (readonly [string, 'err'?])[]): OutputTail {
  const tail = new OutputTail()
  for (const [text, stream] of parts) tail.add({ kind: 'text', text, stream })
  return tail
}

describe('the end of an output', () => {
  it('knows what of it was errors, and tells it as it came', () => {
    const tail = tailOf(['one\n'], ['no ', 'err'], ['more\n', 'err'], ['two\n'])
    expect([tail.text, tail.stderr]).toEqual(['one\nno more\ntwo\n', [[4, 12]]])
    const told = [
      { kind: 'text', text: 'one\n' },
      { kind: 'text', text: 'no more\n', stream: 'err' },
      { kind: 'text', text: 'two\n' },
    ]
    expect(tail.events).toEqual(told)
    expect(eventsOf({ output: tail.text, stderr: tail.stderr })).toEqual(told)
    expect(eventsOf({ output: '', stderr: [] })).toEqual([])
  })

  it('is cut at its beginning, marks and all, in no character’s middle', () => {
    const tail = tailOf(['\u{1F600}', 'err'], ['x'.repeat(64 * 1024 - 1)])
    expect([tail.text.length, tail.text[0], tail.stderr]).toEqual([64 * 1024, '\u{FFFD}', [[0, 1]]])
    tail.add({ kind: 'text', text: 'end' })
    expect([tail.text.length, tail.text.slice(-4), tail.stderr]).toEqual([64 * 1024, 'xend', []])
  })

  it('stays small however often it turns from one stream to the other', () => {
    const tail = tailOf(
      ...Array.from({ length: 10_000 }, (_, i) => (i % 2 ? ([String(i % 10), 'err'] as const) : ([String(i % 10)] as const))),
    )
    expect([tail.text.length, tail.stderr.length]).toEqual([2000, 1000])
    expect(tail.text.endsWith('789')).toBe(true)
  })

  it('takes nothing that no database does', () => {
    expect(tailOf(['a\0b\ud800']).text).toBe('a\u{FFFD}b\u{FFFD}')
  })
})
