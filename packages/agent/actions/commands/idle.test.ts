import { existsSync } from 'node:fs'
import { TestClock } from '@hyperion/testkit/clock'
import { eventually } from '@hyperion/testkit/eventually'
import { COMMAND_LIMITS } from '@hyperion/wire/actions'
import { describe, expect, it } from 'vitest'
import type { Run } from '../implementation.ts'
import { openTerminal } from './terminal.ts'

/** A terminal by a clock that moves when it is told to; what is typed is read before that. */
function terminal() {
  const clock = new TestClock()
  const typed: Uint8Array[] = []
  let wake = (): void => {}
  let shown = ''
  const run = {
    id: 'a',
    by: 'ada',
    signal: new AbortController().signal,
    bytes: async (bytes: Uint8Array) => {
      shown += Buffer.from(bytes).toString()
    },
    input: (async function* () {
      for (;;) {
        const next = typed.shift()
        if (next) yield next
        else
          await new Promise<void>((resolve) => {
            wake = resolve
          })
      }
    })(),
    onResize: () => {},
  } as unknown as Run<'command.terminal'>
  const over = openTerminal({ columns: 80, rows: 24 }, run, clock).then(
    () => null,
    (error: unknown) => error,
  )
  const type = (text: string): void => {
    typed.push(Buffer.from(text))
    wake()
  }
  const until = (text: RegExp): Promise<string> =>
    eventually(() => {
      const found = text.exec(shown)
      if (!found) throw new Error(`not shown yet: ${shown}`)
      return found[1] ?? ''
    })
  return { clock, over, type, until }
}

describe('a terminal that nobody types in', () => {
  it('is ended half an hour after the last key, and its shell with it', async () => {
    const { clock, over, type, until } = terminal()
    let ended = false
    void over.then(() => {
      ended = true
    })
    type('echo "pid=$$="\n')
    const pid = await until(/pid=(\d+)=/)
    await clock.advance(COMMAND_LIMITS.idleMs - 1)
    type('echo still-"here"\n')
    await until(/(still-here)/)
    await clock.advance(COMMAND_LIMITS.idleMs - 1)
    expect([ended, existsSync(`/proc/${pid}`)]).toEqual([false, true])
    await clock.advance(1)
    expect(await over).toMatchObject({ failure: 'timeout', message: 'nobody typed for 30 minutes' })
    await expect.poll(() => [existsSync(`/proc/${pid}`), clock.pending]).toEqual([false, 0])
  })

  it('is ended however much it prints', async () => {
    const { clock, over, type, until } = terminal()
    type('while :; do echo "pid=$$="; sleep 0.05; done\n')
    const pid = await until(/pid=(\d+)=/)
    await clock.advance(COMMAND_LIMITS.idleMs)
    expect(await over).toMatchObject({ failure: 'timeout' })
    expect(existsSync(`/proc/${pid}`)).toBe(false)
  })
})
