import { changeMessages, presenceMessage, readMessage, savedMessage, stateMessage } from '@hyperion/wire/documents'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { DocumentConnection, type DocumentSocket } from './document-connection.ts'

class FakeSocket implements DocumentSocket {
  binaryType = ''
  onopen: DocumentSocket['onopen'] = null
  onmessage: DocumentSocket['onmessage'] = null
  onclose: DocumentSocket['onclose'] = null
  readonly sent: Uint8Array[] = []
  send(message: Uint8Array): void {
    this.sent.push(message)
  }
  close(): void {}
  open(): void {
    ;(this.onopen as (() => void) | null)?.()
  }
  say(...messages: readonly Uint8Array<ArrayBuffer>[]): void {
    for (const { buffer } of messages) (this.onmessage as ((event: { data: unknown }) => void) | null)?.({ data: buffer })
  }
  end(code: number): void {
    ;(this.onclose as ((event: { code: number }) => void) | null)?.({ code })
  }
}

class Timers {
  #tasks = new Set<() => void>()
  now = (): number => 0
  after = (_ms: number, run: () => void): (() => void) => {
    this.#tasks.add(run)
    return () => this.#tasks.delete(run)
  }
  run(): void {
    const due = [...this.#tasks]
    this.#tasks.clear()
    for (const each of due) each()
  }
}

/** A page, and the hub's copy of the text. */
function page(kept: { change: Uint8Array | null } = { change: null }, sessionEnded = false) {
  const sockets: FakeSocket[] = []
  const timers = new Timers()
  const hub = new Y.Doc()
  const connection = new DocumentConnection({
    clock: timers,
    unsaved: {
      load: () => kept.change,
      save: (change) => {
        kept.change = change
      },
    },
    open: () => {
      const socket = new FakeSocket()
      sockets.push(socket)
      return socket
    },
    online: () => true,
    random: () => 0,
    sessionEnded: async () => sessionEnded,
  })
  connection.start()
  const socket = (): FakeSocket => sockets.at(-1) as FakeSocket
  const greet = (): void => {
    socket().open()
    socket().say(...changeMessages(Y.encodeStateAsUpdate(hub)), stateMessage(Y.encodeStateVector(hub)))
  }
  /** The hub takes what was sent in, and says that it is kept. */
  const keep = (): void => {
    for (const bytes of socket().sent.splice(0)) {
      const message = readMessage(bytes)
      if (message?.kind !== 'change') continue
      Y.applyUpdate(hub, message.change)
      socket().say(savedMessage(message.number))
    }
  }
  return { connection, timers, hub, sockets, socket, greet, keep, kept, text: () => hub.getText('markdown').toString() }
}

describe('a document that is edited', () => {
  it('sends what is typed, and says when it is kept', () => {
    const { connection, timers, greet, keep, kept, text } = page()
    greet()
    expect(connection.status()).toEqual({ connected: true, loaded: true, unsaved: false, refusal: null })
    connection.text.insert(0, 'one ')
    connection.text.insert(4, 'two')
    expect(connection.status().unsaved).toBe(true)
    timers.run()
    expect(kept.change).not.toBeNull()
    keep()
    expect(text()).toBe('one two')
    expect([connection.status().unsaved, kept.change]).toEqual([false, null])
  })

  it('keeps what was typed while away, and sends it with the next connection', async () => {
    const { connection, timers, greet, keep, hub, sockets, socket, text } = page()
    greet()
    connection.text.insert(0, 'sent but not kept, ')
    timers.run()
    socket().end(1006)
    await Promise.resolve()
    connection.text.insert(connection.text.length, 'typed offline')
    expect(connection.status()).toMatchObject({ connected: false, unsaved: true })
    hub.getText('markdown').insert(0, 'by others\n')
    timers.run()
    expect(sockets).toHaveLength(2)
    greet()
    keep()
    expect(text()).toContain('sent but not kept, typed offline')
    expect(connection.text.toString()).toBe(text())
    expect(connection.status()).toMatchObject({ connected: true, unsaved: false })
  })

  it('has it also after the page was opened anew', () => {
    const first = page()
    first.greet()
    first.connection.text.insert(0, 'not lost')
    first.connection.stop()
    const second = page(first.kept)
    expect(second.connection.status().unsaved).toBe(true)
    second.greet()
    second.keep()
    expect(second.text()).toBe('not lost')
    expect(second.kept.change).toBeNull()
  })

  it('tells of others while it is connected', () => {
    const { connection, greet, socket } = page()
    greet()
    socket().say(presenceMessage({ client: 7, cursor: null, user: { id: 1, name: 'ada', edits: true } }))
    expect(connection.presence.people()).toMatchObject([{ client: 7, name: 'ada' }])
    socket().end(1006)
    expect(connection.presence.people()).toEqual([])
  })

  it('comes back when the hub restarts, and not when it took no more', async () => {
    const { connection, timers, greet, sockets, socket } = page()
    greet()
    socket().end(1013)
    await Promise.resolve()
    timers.run()
    expect(sockets).toHaveLength(2)
    greet()
    socket().end(4413)
    timers.run()
    connection.wake()
    expect(sockets).toHaveLength(2)
    expect(connection.status().refusal).toBe('full')
  })

  it('says that the session has ended', async () => {
    const { connection, timers, greet, sockets, socket } = page(undefined, true)
    greet()
    socket().end(1008)
    await new Promise((resolve) => setImmediate(resolve))
    timers.run()
    expect([sockets.length, connection.status().refusal]).toEqual([1, 'signed-out'])
  })
})
