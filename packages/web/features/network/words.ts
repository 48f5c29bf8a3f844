import type { SocketView } from '@hyperion/wire/web'

/** An address with its port, IPv6 in brackets. */
export function endpoint(address: string, port: number | null): string {
  if (port === null) return address
  const shown = port === 0 ? '*' : String(port)
  return address.includes(':') ? `[${address}]:${shown}` : `${address}:${shown}`
}

/** Every word is in its addresses, ports, state or process. */
export function matchingSockets(sockets: readonly SocketView[], search: string): readonly SocketView[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return sockets
  return sockets.filter((socket) => {
    const { protocol, state, user, pid, process } = socket
    const local = endpoint(socket.local_address, socket.local_port)
    const remote = socket.remote_address === null ? '' : endpoint(socket.remote_address, socket.remote_port)
    const text = `${protocol} ${state} ${local} ${remote} ${user ?? ''} ${pid ?? ''} ${process ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** The machine in what somebody pasted: an address of a page, a name in its own letters. */
export function machineIn(text: string): string {
  const trimmed = text.trim()
  const address = trimmed.includes('://') ? trimmed : /[^ -~]/.test(trimmed) ? `http://${trimmed}` : null
  if (address === null) return trimmed.replace(/^\[(.*)\]$/, '$1')
  try {
    return new URL(address).hostname.replace(/^\[(.*)\]$/, '$1')
  } catch {
    return trimmed
  }
}
