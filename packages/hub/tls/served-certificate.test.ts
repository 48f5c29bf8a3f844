import { mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { TestClock } from '@hyperion/testkit/clock'
import { testCertificate } from '@hyperion/testkit/tls'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ServedCertificate } from './served-certificate.ts'

const LOOK_MS = 15_000
const hub = testCertificate('hub')
const other = testCertificate('other')

let folder: string
let files: { cert: string; key: string }
let clock: TestClock
let lines: string[]
let shown: string[]
let served: ServedCertificate
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hyperion-served-'))
  files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') }
  clock = new TestClock()
  lines = []
  shown = []
  put('cert', hub.cert)
  put('key', hub.key)
  served = new ServedCertificate({ files, clock, log: (line) => lines.push(line) })
  served.follow(({ fingerprint }) => shown.push(fingerprint))
})
afterEach(() => {
  served.stop()
  rmSync(folder, { recursive: true })
})

/** As renewals do: written beside, then renamed. */
function put(which: 'cert' | 'key', text: string): void {
  writeFileSync(`${files[which]}.new`, text)
  renameSync(`${files[which]}.new`, files[which])
}

it('follows a renewal', async () => {
  put('key', other.key)
  put('cert', other.cert)
  await clock.advance(LOOK_MS)
  expect(shown).toEqual([other.fingerprint])
  expect(served.current.fingerprint).toBe(other.fingerprint)
  await clock.advance(10 * LOOK_MS)
  expect(shown).toHaveLength(1)
  expect(lines).toHaveLength(1)
})

it('goes on with the pair before it while the new one is wrong, and says so', async () => {
  put('cert', other.cert)
  await clock.advance(LOOK_MS)
  expect(shown).toEqual([])
  expect(served.current.fingerprint).toBe(hub.fingerprint)
  expect(served.degraded()[0]).toMatch(/^tls: .*cert\.pem is not the certificate of the key; the certificate before it is still served$/)
  put('key', other.key)
  await clock.advance(LOOK_MS)
  expect(shown).toEqual([other.fingerprint])
  expect(served.degraded().join()).not.toMatch(/still served/)
})

it('tells once of files that went, and mends when the old ones come back', async () => {
  unlinkSync(files.key)
  await clock.advance(5 * LOOK_MS)
  expect(lines).toEqual([expect.stringMatching(/key\.pem cannot be read \(ENOENT\)/)])
  put('key', hub.key)
  await clock.advance(LOOK_MS)
  expect(lines[1]).toBe('tls: the files are right again')
  expect(shown).toEqual([])
})

it('reads at once when it is told to', () => {
  put('key', other.key)
  put('cert', other.cert)
  served.reload()
  expect(shown).toEqual([other.fingerprint])
})
