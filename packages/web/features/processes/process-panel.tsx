import type { ProcessDetailAnswer } from '@hyperion/wire/web'
import { Button } from '@mantine/core'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/use-formats.ts'
import { useNow } from '../../app/when.tsx'
import { Panel, PanelEmpty, PanelPending } from '../hosts/panel.tsx'
import { usePermitted } from '../session/session.ts'
import { useChosen } from './chosen.ts'
import styles from './live.module.css'
import type { LiveProcess } from './live-tree.ts'
import { ProcessActions } from './process-actions.tsx'
import { ProcessHistoryPart } from './process-history.tsx'
import { isGone, useProcessDetail, useProcessFiles, type Which } from './process-queries.ts'

type Detail = ProcessDetailAnswer['process']

/** All about one process, and what can be done to it. */
export function ProcessPanel({ live, ...which }: Which & { readonly live: readonly LiveProcess[] | null }) {
  const { t } = useTranslation()
  const place = useRef<HTMLDivElement>(null)
  const { choose } = useChosen()
  const query = useProcessDetail(which)
  const detail = query.data?.process
  const now = live?.find(({ pid }) => pid === which.pid)
  const gone = isGone(query.error)
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={place} className={styles.process}>
      <Panel
        id="process"
        title={detail || now ? t('processes.title', { name: detail?.name ?? now?.name, pid: which.pid }) : t('processes.titleOf', which)}
        wide
        actions={
          <Button size="xs" variant="default" onClick={() => choose(null)}>
            {t('common.close')}
          </Button>
        }
      >
        {gone && <PanelEmpty>{t('processes.gone')}</PanelEmpty>}
        {!detail && !gone && <PanelPending query={query} height={240} />}
        {detail && (
          <>
            {!gone && <ProcessActions target={{ ...which, ...detail }} />}
            <Facts detail={detail} which={which} />
          </>
        )}
      </Panel>
    </div>
  )
}

function Facts({ detail, which }: { detail: Detail; which: Which }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const now = useNow()
  const { choose } = useChosen()
  const seen = (text: string | null): ReactNode =>
    text === null ? <span className="muted">{t('processes.hidden')}</span> : <bdi>{text}</bdi>
  return (
    <div className={styles.columns}>
      <Part title={t('processes.about')}>
        <dl className={styles.facts}>
          <Fact name={t('processes.command')}>
            <span className={styles.code}>{quoted(detail)}</span>
          </Fact>
          <Fact name={t('process.state')}>{t(`process.states.${detail.state}`)}</Fact>
          <Fact name={t('process.user')}>
            {detail.user} ({[detail.group, ...detail.groups.filter((each) => each !== detail.group)].join(', ')})
          </Fact>
          <Fact name={t('process.started')}>
            <time title={formats.dateTime(detail.started_at)}>{formats.relative(Math.min(detail.started_at, now), now)}</time>
          </Fact>
          <Fact name={t('processes.executable')}>{seen(detail.executable)}</Fact>
          <Fact name={t('processes.folder')}>{seen(detail.working_directory)}</Fact>
          {detail.unit && <Fact name={t('processes.unit')}>{detail.unit}</Fact>}
          {detail.container && <Fact name={t('processes.container')}>{detail.container.name}</Fact>}
          {detail.cgroup && <Fact name={t('processes.cgroup')}>{detail.cgroup}</Fact>}
          <Fact name={t('processes.parents')}>
            {detail.parents.map((parent, i) => (
              <span key={parent.pid}>
                {i > 0 && ' ← '}
                <button type="button" className={styles.sort} onClick={() => choose(parent)}>
                  {parent.name} {parent.pid}
                </button>
              </span>
            ))}
          </Fact>
        </dl>
      </Part>
      <Part title={t('processes.use')}>
        <Use detail={detail} />
        <ProcessHistoryPart which={which} />
      </Part>
      <Sockets detail={detail} />
      <Files which={which} count={detail.open_files} />
      <Limits detail={detail} />
      <Threads detail={detail} />
    </div>
  )
}

/** As it could be typed: empty arguments, and those with blanks, are seen. */
function quoted({ arguments: all, arguments_cut: cut, command }: Detail): string {
  const text = all.map((each) => (/^[\w@%+=:,./-]+$/.test(each) ? each : `'${each.replaceAll("'", "'\\''")}'`)).join(' ')
  return all.length === 0 ? command : cut ? `${text} …` : text
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

function Use({ detail }: { detail: Detail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  const { memory, io, cpu_seconds: cpu } = detail
  const bytes = (name: string, value: number | null) => value !== null && <Fact name={t(`processes.${name}`)}>{formats.bytes(value)}</Fact>
  return (
    <dl className={styles.facts}>
      <Fact name={t('process.cpu')}>
        {formats.percent(detail.cpu_percent)} ({formats.duration((cpu.user + cpu.system) * 1000)})
      </Fact>
      <Fact name={t('process.memory')}>
        {formats.bytes(detail.memory_bytes)} ({formats.percent(detail.memory_percent)})
      </Fact>
      {bytes('private', memory.private_bytes)}
      {bytes('proportional', memory.proportional_bytes)}
      {bytes('shared', memory.shared_bytes)}
      {bytes('swap', memory.swap_bytes)}
      {bytes('virtual', memory.virtual_bytes)}
      {io && (
        <Fact name={t('processes.io')}>
          {t('processes.ioText', { read: formats.bytes(io.read_bytes), written: formats.bytes(io.written_bytes) })}
        </Fact>
      )}
      <Fact name={t('processes.nice')}>{detail.nice ?? '–'}</Fact>
      <Fact name={t('hostPage.processes.threads')}>{formats.number(detail.threads)}</Fact>
    </dl>
  )
}

function Sockets({ detail: { sockets, socket_count: count } }: { detail: Detail }) {
  const { t } = useTranslation()
  if (sockets?.length === 0) return null
  return (
    <Part title={count === null ? t('processes.socketsTitle') : t('processes.sockets', { count })}>
      {!sockets ? (
        <p className="muted">{t('processes.hidden')}</p>
      ) : (
        <Table heads={['protocol', 'socketState', 'local', 'remote'].map((each) => t(`processes.${each}`))}>
          {sockets.map((each, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two sockets may be alike
            <tr key={i}>
              <td className={styles.word}>{each.protocol}</td>
              <td className={styles.word}>{t(`processes.socketStates.${each.state}`)}</td>
              <td>{each.local}</td>
              <td>{each.remote}</td>
            </tr>
          ))}
        </Table>
      )}
    </Part>
  )
}

function Table({ heads, children }: { heads: readonly string[]; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolled by the keyboard
    <section className={styles.tall} tabIndex={0} aria-label={heads.join(', ')}>
      <table className={styles.rows}>
        <thead>
          <tr>
            {heads.map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

function Files({ which, count }: { which: Which; count: number | null }) {
  const { t } = useTranslation()
  const permitted = usePermitted('execute')
  const [open, setOpen] = useState(false)
  const { data, isFetching, isError, error } = useProcessFiles(which, open)
  return (
    <Part title={count === null ? t('processes.files') : t('processes.filesCount', { count })}>
      {!open && permitted && (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {t('processes.showFiles')}
        </Button>
      )}
      {open && isFetching && <p className="muted">{t('processes.looking')}</p>}
      {isError && <p role="alert">{error.message}</p>}
      {data && (
        <Table heads={['descriptor', 'path'].map((each) => t(`processes.${each}`))}>
          {data.files.map((file) => (
            <tr key={file.descriptor}>
              <td className={styles.figure}>{file.descriptor}</td>
              <td>
                <bdi>{file.path}</bdi> {file.deleted && <span className="muted">{t('processes.deleted')}</span>}
              </td>
            </tr>
          ))}
        </Table>
      )}
    </Part>
  )
}

function Limits({ detail: { limits } }: { detail: Detail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (limits.length === 0) return null
  const amount = (value: number | null, unit: string) =>
    value === null ? t('processes.unlimited') : unit === 'bytes' ? formats.bytes(value) : formats.number(value)
  return (
    <Part title={t('processes.limits')}>
      <Table heads={['limit', 'soft', 'hard'].map((each) => t(`processes.${each}`))}>
        {limits.map(({ name, soft, hard, unit }) => (
          <tr key={name}>
            <td>{t(`processes.limitNames.${name}`, { defaultValue: name })}</td>
            <td className={styles.figure}>{amount(soft, unit)}</td>
            <td className={styles.figure}>{amount(hard, unit)}</td>
          </tr>
        ))}
      </Table>
    </Part>
  )
}

function Threads({ detail: { thread_list: threads } }: { detail: Detail }) {
  const { t } = useTranslation()
  const formats = useFormats()
  if (threads.length < 2) return null
  return (
    <Part title={t('hostPage.processes.threads')}>
      <Table heads={[t('processes.thread'), t('process.name'), t('process.state'), t('process.cpu')]}>
        {threads.map((thread) => (
          <tr key={thread.id}>
            <td className={styles.figure}>{thread.id}</td>
            <td>{thread.name}</td>
            <td>{t(`process.states.${thread.state}`)}</td>
            <td className={styles.figure}>{formats.duration(thread.cpu_seconds * 1000)}</td>
          </tr>
        ))}
      </Table>
    </Part>
  )
}
