import { describe, expect, it } from 'vitest'
import { LogBuffer, logText, MOST_LINES, matchingLines } from './log-buffer.ts'

const row = (text: string, change: object = {}) => ({ at: 0, stream: 'stdout' as const, text, partial: false, ...change })
const texts = (buffer: LogBuffer) => buffer.lines.map(({ text }) => text)

describe('lines of a container', () => {
  it('are put together from their parts, each stream by itself', () => {
    const buffer = new LogBuffer()
    buffer.add([row('ab', { partial: true }), row('error', { stream: 'stderr' })])
    buffer.add([row('cd', { partial: true }), row('ef'), row('next')])
    expect(texts(buffer)).toEqual(['abcdef', 'error', 'next'])
  })

  it('lose colours, and what turns text around', () => {
    const buffer = new LogBuffer()
    buffer.add([row('\u001b[31mred\u001b[0m \u202eevil\u0007'), row('\ttab')])
    expect(texts(buffer)).toEqual(['red evil', '\ttab'])
  })

  it('are kept as far as a browser shows them', () => {
    const buffer = new LogBuffer()
    buffer.add(Array.from({ length: MOST_LINES + 10 }, (_, i) => row(String(i))))
    expect([buffer.lines.length, buffer.lines[0]?.text]).toEqual([MOST_LINES, '10'])
    buffer.clear()
    expect(buffer.lines).toEqual([])
  })

  it('are searched, with what became of the container', () => {
    const buffer = new LogBuffer()
    buffer.add([row('GET /'), row('failed', { stream: 'stderr' }), row('stopped', { stream: 'notice' })])
    expect(matchingLines(buffer.lines, 'get', 'both').map(({ text }) => text)).toEqual(['GET /', 'stopped'])
    expect(matchingLines(buffer.lines, '', 'stderr').map(({ text }) => text)).toEqual(['failed', 'stopped'])
    expect(logText(buffer.lines.slice(0, 1))).toBe('1970-01-01T00:00:00.000Z stdout GET /\n')
  })
})
