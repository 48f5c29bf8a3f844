import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPackageLog, type PackageLog } from './package-log.ts'

const MINUTE = 60_000

let root: string
let now: number
let log: PackageLog

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'hyperion-packages-'))
  mkdirSync(join(root, 'var/log'), { recursive: true })
  now = 0
  log = createPackageLog({ root, monotonic: () => now })
})
afterEach(() => rmSync(root, { recursive: true }))

const write = (name: string, text: string): void => writeFileSync(join(root, 'var/log', name), text)
const append = (name: string, text: string): void => appendFileSync(join(root, 'var/log', name), text)
function later(minutes: number) {
  for (let i = 0; i < minutes; i++) {
    now += MINUTE
    log.latest()
  }
  return log.latest()
}

/** Of Debian 12. */
const DPKG = `2026-05-09 07:28:46 startup archives unpack
2026-05-09 07:28:46 upgrade tzdata:all 2025b-0+deb12u1 2025b-0+deb12u2
2026-05-09 07:28:46 status half-configured tzdata:all 2025b-0+deb12u1
2026-05-09 07:28:47 status installed tzdata:all 2025b-0+deb12u2
2026-05-09 07:40:02 upgrade gpgv:amd64 2.2.40-1.1 2.2.40-1.1+deb12u2
2026-05-09 07:40:02 status triggers-pending libc-bin:amd64 2.36-9+deb12u10
2026-05-09 07:40:04 upgrade libcap2:amd64 1:2.66-4+deb12u1 1:2.66-4+deb12u2+b2
2026-05-09 07:40:08 install libpaper-utils:amd64 <none> 1.1.29
2026-05-09 07:40:09 remove exim4-base:amd64 4.96-15 <none>
2026-05-09 07:40:11 purge exim4-base:amd64 4.96-15 <none>
2026-05-09 07:40:12 trigproc man-db:amd64 2.11.2-2 <none>
2026-05-09 07:40:13 status installed man-db:amd64 2.11.2-2
`

/** Of Arch. */
const PACMAN = `[2024-01-10T08:59:11+0100] [PACMAN] starting full system upgrade
[2024-01-10T09:00:01+0100] [ALPM] transaction started
[2024-01-10T09:00:02+0100] [ALPM] upgraded curl (8.4.0-2 -> 8.5.0-1)
[2024-01-10T09:00:02+0100] [ALPM] installed htop (3.3.0-1)
[2024-01-10T09:00:02+0100] [ALPM] removed nano (7.2-1)
[2024-01-10T09:00:03+0100] [ALPM] transaction completed
[2024-01-10T09:00:03+0100] [ALPM] running 'systemd-update.hook'...
`

describe('what packages were changed', () => {
  it('is the last run of dpkg', () => {
    write('dpkg.log', DPKG)
    expect(log.latest()).toEqual({
      at: '2026-05-09 07:40:11',
      count: 4,
      changes: [
        'gpgv 2.2.40-1.1 → 2.2.40-1.1+deb12u2',
        'libcap2 1:2.66-4+deb12u1 → 1:2.66-4+deb12u2+b2',
        'libpaper-utils + 1.1.29',
        'exim4-base − 4.96-15',
      ],
    })
  })

  it('is the last run of pacman', () => {
    write('pacman.log', PACMAN)
    expect(log.latest()).toEqual({
      at: '2024-01-10 09:00:02',
      count: 3,
      changes: ['curl 8.4.0-2 → 8.5.0-1', 'htop + 3.3.0-1', 'nano − 7.2-1'],
    })
  })

  it('waits until a run is over, and survives a log that was begun anew', () => {
    write('dpkg.log', DPKG)
    log.latest()
    append('dpkg.log', '2026-05-10 06:00:00 upgrade a:amd64 1 2\n')
    expect(later(1)?.at).toBe('2026-05-09 07:40:11')
    append('dpkg.log', '2026-05-10 06:00:40 upgrade b:amd64 1 2\n')
    expect(later(1)?.at).toBe('2026-05-09 07:40:11')
    expect(later(1)).toEqual({ at: '2026-05-10 06:00:40', count: 2, changes: ['a 1 → 2', 'b 1 → 2'] })
    write('dpkg.log', '')
    expect(later(2)?.at).toBe('2026-05-10 06:00:40')
    append('dpkg.log', '2026-05-11 06:00:00 upgrade c:amd64 1 2\n')
    expect(later(2)?.changes).toEqual(['c 1 → 2'])
  })

  it('is not known without a log, nor from what is none', () => {
    expect(log.latest()).toBeNull()
    write('dpkg.log', `${'\0'.repeat(1000)}\n2026-05-09 upgrade\n2026-05-09 07:28:46 configure a:amd64 1 <none>\n`)
    expect(later(2)).toBeNull()
  })

  it('tells so many, shortened', () => {
    const lines = Array.from({ length: 3000 }, (_, i) => `2026-05-09 07:28:46 upgrade package-${i}-${'x'.repeat(200)}:all 1 2\n`)
    write('dpkg.log', lines.join(''))
    const run = log.latest()
    expect(run?.changes).toHaveLength(20)
    expect(run?.changes.every((text) => text.length <= 120)).toBe(true)
  })
})
