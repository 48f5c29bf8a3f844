import { TIERS } from '@hyperion/domain/actions'
import { describe, expect, it } from 'vitest'
import { AGENT_HELP, isLoopback, parseAgentOptions, UsageError } from './options.ts'

const parse = (...args: string[]) => parseAgentOptions(args, { HYPERION_DATA_DIR: '/var/lib/hyperion' })

describe('the arguments of an agent', () => {
  it('have defaults', () => {
    expect(parse()).toEqual({
      hub: null,
      token: null,
      tokenFile: null,
      dataDir: '/var/lib/hyperion/agent',
      pin: null,
      ca: null,
      insecure: false,
      listen: null,
      root: '',
      diskMount: '/',
      bufferBytes: 64 * 1024 * 1024,
      dockerHost: undefined,
      watchContainers: true,
      tier: 'observe',
      roots: ['/etc', '/home', '/opt', '/root', '/srv', '/tmp', '/usr/local', '/var'],
    })
  })

  it('say how far the host lets itself be operated, before the environment does', () => {
    const environment = { HYPERION_TIER: 'operate', HYPERION_FILE_ROOTS: '/srv, /var/www' }
    expect(parseAgentOptions([], environment)).toMatchObject({ tier: 'operate', roots: ['/srv', '/var/www'] })
    const args = ['--tier', 'full', '--files', '/etc', '--files', '/opt/app']
    expect(parseAgentOptions(args, environment)).toMatchObject({ tier: 'full', roots: ['/etc', '/opt/app'] })
    expect(parseAgentOptions(['--tier', 'observe'], environment).tier).toBe('observe')
    expect(parseAgentOptions([], { HYPERION_TIER: '', HYPERION_FILE_ROOTS: '' })).toMatchObject({ tier: 'observe', roots: [] })
    expect(() => parseAgentOptions([], { HYPERION_TIER: 'root' })).toThrow(UsageError)
    expect(() => parseAgentOptions([], { HYPERION_FILE_ROOTS: '/srv,etc' })).toThrow(UsageError)
    for (const word of [...TIERS, '--tier', '--files', '$HYPERION_TIER', '$HYPERION_FILE_ROOTS']) expect(AGENT_HELP).toContain(word)
  })

  it('say whether container engines are asked', () => {
    expect(parse('--no-containers').watchContainers).toBe(false)
    expect(parseAgentOptions([], { DOCKER_HOST: 'unix:///run/other.sock' }).dockerHost).toBe('unix:///run/other.sock')
  })

  it('say where the hub is and what makes it trusted', () => {
    const hex = 'aB'.repeat(32)
    const { hub, pin } = parse('--hub', 'https://hub.example/monitoring', '--pin', `SHA256:${hex.match(/../g)?.join(':')}`)
    expect(hub?.href).toBe('https://hub.example/monitoring')
    expect(pin).toBe(hex.toLowerCase())
  })

  it.each([
    ['127.0.0.1:8001', { host: '127.0.0.1', port: 8001 }],
    [':0', { host: '127.0.0.1', port: 0 }],
    ['[::1]:8001', { host: '::1', port: 8001 }],
  ])('listen on %s', (text, listen) => {
    expect(parse('--listen', text).listen).toEqual(listen)
  })

  it.each([
    ['--hub', 'hub.example', /--hub must be an address/],
    ['--hub', 'ftp://hub.example', /--hub must be an address/],
    ['--hub', 'https://user@hub.example', /--hub must be an address/],
    ['--pin', 'sha1:abcd', /--pin must be sha256/],
    ['--ca', '/nowhere/ca.pem', /--ca: ENOENT/],
    ['--listen', '8001', /--listen must be like/],
    ['--listen', '127.0.0.1:99999', /--listen must be like/],
    ['--buffer', '0', /--buffer must be/],
    ['--buffer', 'much', /--buffer must be/],
    ['--speed', '9', /--speed/],
    ['--tier', 'admin', /--tier must be one of observe, operate, full/],
    ['--tier', 'Full', /--tier must be/],
    ['--files', 'etc', /--files must be whole paths/],
    ['--files', '/etc\0', /--files must be whole paths/],
  ])('refuse %s %s', (name, value, message) => {
    expect(() => parse(name, value)).toThrow(UsageError)
    expect(() => parse(name, value)).toThrow(message)
  })

  it.each([
    ['http://localhost:8000', true],
    ['http://127.1.2.3', true],
    ['http://[::1]:8000', true],
    ['http://127.0.0.1.example', false],
    ['http://192.0.2.1', false],
  ])('know whether %s stays on this machine', (url, loopback) => {
    expect(isLoopback(new URL(url))).toBe(loopback)
  })
})
