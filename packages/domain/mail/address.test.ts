import { expect, it } from 'vitest'
import { isMailAddress } from './address.ts'

it.each(['a@b.example', 'first.last+tag@sub.example.org', "o'neil@example.com", 'root@localhost', 'x@bücher.example'])(
  'takes %s',
  (text) => {
    expect(isMailAddress(text)).toBe(true)
  },
)

it.each([
  ...['', '@', 'a', 'a@', '@b.example', 'a b@c.example', '.a@b.example', 'a..b@c.example', 'a@b..example', 'a@-b.example'],
  ...['A <a@b.example>', '"a"@b.example', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: c@d.example', 'a@b.example\0', 'a@b.example>'],
  ...[`${'a'.repeat(65)}@b.example`, `a@${'b.'.repeat(130)}example`],
])('refuses %j', (text) => {
  expect(isMailAddress(text)).toBe(false)
})
