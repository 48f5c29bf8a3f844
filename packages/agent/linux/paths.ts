import { existsSync } from 'node:fs'

/** Where the kernel's and the system's files are; a prefix such as `/host` serves an agent that runs in a container. */
export interface Paths {
  readonly proc: string
  readonly sys: string
  readonly etc: string
  readonly run: string
  /** Put before a mount point to reach it from here; `''` on the host itself. */
  readonly root: string
}

export interface PathOptions {
  /** Where the host's file system is seen, `/host` say; its `/proc`, `/sys`, `/etc` and `/run` follow from it. */
  readonly root?: string
  readonly procRoot?: string
  readonly sysRoot?: string
  readonly etcRoot?: string
  readonly runRoot?: string
}

export function resolvePaths(options: PathOptions = {}): Paths {
  const root = (options.root ?? '').replace(/\/+$/, '')
  return {
    root,
    proc: options.procRoot ?? `${root}/proc`,
    sys: options.sysRoot ?? `${root}/sys`,
    etc: options.etcRoot ?? `${root}/etc`,
    run: options.runRoot ?? `${root}/run`,
  }
}

/** `/proc/net`, or the host's own when this process lives in another network namespace. */
export function networkFolder({ proc }: Paths): string {
  return proc !== '/proc' && existsSync(`${proc}/1/net/dev`) ? `${proc}/1/net` : `${proc}/net`
}
