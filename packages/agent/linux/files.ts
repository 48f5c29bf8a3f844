import { closeSync, openSync, readSync } from 'node:fs'

/** Reads of kernel files. A file that is absent or refuses is `null`, never an exception. */
export interface Files {
  /** The whole file as it is now, through a descriptor kept open. Bytes are read as Latin-1: these files are ASCII. */
  text(path: string): string | null
  /** The same, for a file that is read seldom or may vanish: opened and closed each time, decoded as UTF-8. */
  once(path: string): string | null
  close(): void
}

/** A missing file is looked for again at every so many reads: a failed open costs more than a good read. */
const LOOK_AGAIN = 30
const LARGEST = 16 * 1024 * 1024

/** Reads from the current start of `fd` to its end into a buffer that grows as needed. */
class FileBuffer {
  bytes = Buffer.allocUnsafeSlow(16 * 1024)

  /** The number of bytes now valid in `bytes`. */
  fill(fd: number): number {
    let length = 0
    for (;;) {
      const got = readSync(fd, this.bytes, length, this.bytes.length - length, length)
      if (got === 0) return length
      length += got
      if (length < this.bytes.length) continue
      if (length >= LARGEST) return length
      const larger = Buffer.allocUnsafeSlow(length * 2)
      this.bytes.copy(larger)
      this.bytes = larger
    }
  }
}

export function createFiles(): Files {
  const open = new Map<string, number>()
  const missing = new Map<string, number>()
  const buffer = new FileBuffer()

  const decode = (encoding: BufferEncoding, length: number): string => buffer.bytes.toString(encoding, 0, length)
  const drop = (path: string): void => {
    const fd = open.get(path)
    open.delete(path)
    if (fd !== undefined) closeQuietly(fd)
  }
  const read = (path: string): string => {
    let fd = open.get(path)
    if (fd === undefined) {
      fd = openSync(path, 'r')
      open.set(path, fd)
    }
    return decode('latin1', buffer.fill(fd))
  }

  return {
    text(path) {
      const misses = missing.get(path) ?? 0
      if (misses % LOOK_AGAIN !== 0) {
        missing.set(path, misses + 1)
        return null
      }
      // A device that went and came back leaves a dead descriptor behind: the second try opens the file anew.
      for (let attempt = open.has(path) ? 0 : 1; attempt < 2; attempt++) {
        try {
          const text = read(path)
          missing.delete(path)
          return text
        } catch {
          drop(path)
        }
      }
      missing.set(path, misses + 1)
      return null
    },
    once(path) {
      let fd: number | undefined
      try {
        fd = openSync(path, 'r')
        return decode('utf8', buffer.fill(fd))
      } catch {
        return null
      } finally {
        if (fd !== undefined) closeQuietly(fd)
      }
    },
    close() {
      for (const fd of open.values()) closeQuietly(fd)
      open.clear()
      missing.clear()
    },
  }
}

function closeQuietly(fd: number): void {
  try {
    closeSync(fd)
  } catch {
    // Nothing is lost: the descriptor was only read from.
  }
}
