import { once } from 'node:events'
import { createRequire } from 'node:module'
import { createServer, type Server, type Socket } from 'node:net'
import dbus from 'dbus-next'

const require = createRequire(import.meta.url)
const { unmarshalMessages } = require('dbus-next/lib/message') as {
  unmarshalMessages(stream: Socket, onMessage: (raw: object) => void, options: object): void
}
const { marshallMessage, messageToJsFmt } = require('dbus-next/lib/marshall-compat') as {
  marshallMessage(message: dbus.Message): [data: Buffer]
  messageToJsFmt(raw: object): dbus.MessageLike
}

const BUS = 'org.freedesktop.DBus'
const BEGIN = 'BEGIN\r\n'

/**
 * A message bus for tests where no dbus-daemon is installed: the handshake, names and the passing on of calls and
 * replies, by the D-Bus protocol on a socket.
 */
export class TestBus {
  readonly #clients = new Map<string, Socket>()
  readonly #owners = new Map<string, string>()
  readonly #server: Server
  #made = 0

  constructor() {
    this.#server = createServer((socket) => this.#welcome(socket))
  }

  /** Unique names of the connections at present. */
  get connections(): readonly string[] {
    return [...this.#clients.keys()]
  }

  async listen(path: string): Promise<void> {
    await once(this.#server.listen(path), 'listening')
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    for (const socket of this.#clients.values()) socket.destroy()
    this.#owners.clear()
    await closed
  }

  #welcome(socket: Socket): void {
    const name = `:1.${++this.#made}`
    this.#clients.set(name, socket)
    socket.on('close', () => this.#clients.delete(name))
    socket.on('error', () => socket.destroy())
    let said = Buffer.alloc(0)
    const greet = (bytes: Buffer): void => {
      said = Buffer.concat([said, bytes])
      const begin = said.indexOf(BEGIN)
      if (begin < 0) {
        if (said.at(-1) === 0x0a) socket.write('OK 00000000000000000000000000000000\r\n')
        return
      }
      socket.off('data', greet)
      socket.pause()
      unmarshalMessages(socket, (raw) => this.#route(name, new dbus.Message(messageToJsFmt(raw))), {})
      // The first message may have come along with the end of the handshake.
      socket.unshift(said.subarray(begin + BEGIN.length))
    }
    socket.on('data', greet)
  }

  #route(from: string, message: dbus.Message): void {
    message.sender = from
    const to = this.#clients.get(this.#owners.get(message.destination) ?? message.destination)
    if (message.destination === BUS) this.#answer(from, message)
    else if (to) to.write(marshallMessage(message)[0])
  }

  #answer(from: string, message: dbus.Message): void {
    if (message.member === 'Hello') this.#reply(from, dbus.Message.newMethodReturn(message, 's', [from]))
    if (message.member !== 'RequestName') return
    this.#owners.set(String(message.body[0]), from)
    this.#reply(from, dbus.Message.newMethodReturn(message, 'u', [1]))
  }

  #reply(to: string, message: dbus.Message): void {
    message.serial = ++this.#made
    message.sender = BUS
    this.#clients.get(to)?.write(marshallMessage(message)[0])
  }
}
