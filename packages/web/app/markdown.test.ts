import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { Markdown } from './markdown.tsx'

const html = (children: string) => renderToStaticMarkup(createElement(Markdown, { children })).replace(/^<div[^>]*>|<\/div>$/g, '')

describe('Markdown', () => {
  it.each([
    ['**a** *b* ~~c~~ `d`', '<p><strong>a</strong> <em>b</em> <del>c</del> <code>d</code></p>'],
    ['a\nb', '<p>a<br/>b</p>'],
    ['# a', '<h3>a</h3>'],
    ['##### a', '<h6>a</h6>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['```sh\na & b\n```', '<pre><code>a &amp; b</code></pre>'],
    ['> a', '<blockquote><p>a</p></blockquote>'],
    ['[a](https://x.example/)', '<p><a href="https://x.example/" target="_blank" rel="noreferrer nofollow">a</a></p>'],
    ['a & b < c', '<p>a &amp; b &lt; c</p>'],
    ['\\*a\\*', '<p>*a*</p>'],
  ])('%j', (text, wanted) => {
    expect(html(text)).toBe(wanted)
  })

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onclick="x()">b</b>',
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](data:text/html,x)',
    '[a](vbscript:x)',
    '![a](javascript:alert(1))',
    '![a](https://x.example/pixel.png)',
    '<a href="javascript:alert(1)">a</a>',
    '<javascript:alert(1)>',
    '[a][b]\n\n[b]: javascript:alert(1)',
  ])('makes nothing of %j that could run or load', (text) => {
    expect(html(text)).not.toMatch(/<(script|img|b|iframe|svg)\b|href="(?!https:)|\son\w+="/i)
  })

  it('shows tables and tasks', () => {
    expect(html('|a|\n|-|\n|b|')).toContain('<thead><tr><th>a</th></tr></thead><tbody><tr><td>b</td></tr></tbody>')
    expect(html('- [x] a')).toMatch(/<li>.*type="checkbox".*checked.*a/s)
  })
})
