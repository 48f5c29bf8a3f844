import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { run } from './cli.ts'

describe('the hyperion command', () => {
  const printed: string[] = []

  beforeEach(() => {
    printed.length = 0
    for (const method of ['log', 'warn', 'error'] as const) vi.spyOn(console, method).mockImplementation((line) => void printed.push(line))
  })
  afterEach(() => {
    vi.restoreAllMocks()
    vi.unstubAllEnvs()
  })

  it.each([[[]], [['help']], [['serve', '--help']], [['-h']]])('explains itself when run with %j', async (args) => {
    expect(await run(args)).toBe(0)
    expect(printed.join()).toContain('hyperion serve')
  })

  it('refuses a command that it does not have', async () => {
    expect(await run(['destroy', '--all'])).toBe(2)
    expect(printed[0]).toMatch(/^hyperion: no command 'destroy --all'/)
  })

  it.each([[[]], [['ada', 'eve']], [['ada', '--force']]])('says how a user is reset when asked with %j', async (args) => {
    expect(await run(['user', 'reset', ...args])).toBe(2)
    expect(printed).toEqual(['hyperion user reset NAME [--two-factor]'])
  })

  it('resets nobody where there is no hub', async () => {
    vi.stubEnv('HYPERION_DATA_DIR', '/nowhere')
    expect(await run(['user', 'reset', 'ada'])).toBe(1)
    expect(printed).toEqual(["hyperion user reset: there is no database at /nowhere/hyperion.db: HYPERION_DATA_DIR has to be the hub's"])
  })

  it('checks a configuration without starting anything', async () => {
    expect(await run(['config', 'check'])).toBe(0)
    expect(printed.at(-1)).toBe('The configuration is sound.')
    vi.stubEnv('HYPERION_PORT', 'eighty')
    vi.stubEnv('HYPERION_PUBLIC_METRICS', 'most')
    expect(await run(['config', 'check'])).toBe(2)
    expect(printed.slice(-2)).toEqual([
      'hyperion: HYPERION_PORT must be a whole number from 0 to 65535',
      'hyperion: HYPERION_PUBLIC_METRICS must be one of level1, none, all',
    ])
  })
})
