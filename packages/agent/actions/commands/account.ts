import { accessSync, constants } from 'node:fs'
import { userInfo } from 'node:os'

const SEARCHED = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/** What a command finds in its environment: nothing of the agent's own, which may hold secrets. */
export function cleanEnvironment(terminal: string): Record<string, string> {
  const { name, home, shell } = account()
  return {
    PATH: SEARCHED,
    HOME: home,
    USER: name,
    LOGNAME: name,
    SHELL: shell,
    LANG: 'C.UTF-8',
    TERM: terminal,
    ...(process.env.TZ && { TZ: process.env.TZ }),
  }
}

interface Account {
  readonly name: string
  readonly home: string
  /** One that can be used: the account of a service often has none. */
  readonly shell: string
}

export function account(): Account {
  const { username, homedir, shell } = found()
  return { name: username, home: isThere(homedir) ? homedir : '/', shell: usableShell(shell) }
}

function found(): { readonly username: string; readonly homedir: string; readonly shell: string | null } {
  try {
    return userInfo()
  } catch {
    return { username: String(process.getuid?.() ?? ''), homedir: '/', shell: null }
  }
}

function usableShell(own: string | null): string {
  const fits = own?.startsWith('/') === true && !/\/(nologin|false|true|sync)$/.test(own)
  return [...(own !== null && fits ? [own] : []), '/bin/bash', '/usr/bin/bash'].find((path) => isRunnable(path)) ?? '/bin/sh'
}

/** A program by its name alone, as the kernel would find it; undefined where there is none. */
export function findProgram(name: string): string | undefined {
  return SEARCHED.split(':')
    .map((folder) => `${folder}/${name}`)
    .find((path) => isRunnable(path))
}

function isRunnable(path: string): boolean {
  return may(path, constants.X_OK)
}

function isThere(path: string): boolean {
  return path.startsWith('/') && may(path, constants.X_OK)
}

function may(path: string, mode: number): boolean {
  try {
    accessSync(path, mode)
    return true
  } catch {
    return false
  }
}
