import { RECORD_TYPES } from '@hyperion/wire/actions'
import { machine } from '@hyperion/wire/checks'
import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import panel from '../hosts/panel.module.css'
import { Panel } from '../hosts/panel.tsx'
import { CapabilityNotice, useHindrance } from '../operating/capability-notice.tsx'
import { usePermitted } from '../session/session.ts'
import own from './network.module.css'
import { type AskedProbe, ProbeRun } from './probe-run.tsx'
import { PROBES, type ProbeKind, useNetworkAddress } from './use-network-address.ts'
import { machineIn } from './words.ts'

/** Asks the host to try the way to another machine; only on the button, never by a link alone. */
export function ProbesPanel({ host }: { host: number }) {
  const { t } = useTranslation()
  const hindered = useHindrance(host, 'network', 'operate') !== null
  const permitted = usePermitted('execute')
  return (
    <Panel id="probes" title={t('hostNetwork.probes')} note={t('hostNetwork.probesNote')} wide>
      {hindered ? (
        <CapabilityNotice host={host} area="network" needed="operate" />
      ) : permitted ? (
        <Probes host={host} />
      ) : (
        <p className="muted">{t('hostNetwork.notPermitted')}</p>
      )}
    </Panel>
  )
}

type Problems = Readonly<Partial<Record<'target' | 'port' | 'server', string>>>
type Form = ReturnType<typeof useProbeForm>

/** What is typed stands at once; the address follows a moment later. */
function useProbeForm() {
  const address = useNetworkAddress()
  const [typed, setTyped] = useState({ target: address.target, port: address.port, record: address.type, resolver: address.server })
  const [probe, setProbe] = useState(address.probe)
  const fill = (fields: Partial<typeof typed>) => {
    setTyped((before) => ({ ...before, ...fields }))
    address.fill(fields)
  }
  const choose = (kind: ProbeKind) => {
    setProbe(kind)
    address.choose(kind)
  }
  return { probe, choose, fill, target: typed.target, port: typed.port, type: typed.record, server: typed.resolver }
}

function Probes({ host }: { host: number }) {
  const { t } = useTranslation()
  const form = useProbeForm()
  const [asked, setAsked] = useState<{ readonly probe: AskedProbe; readonly round: number } | null>(null)
  const [problems, setProblems] = useState<Problems>({})
  const start = (event: FormEvent) => {
    event.preventDefault()
    const { probe, problems: found } = read(form)
    setProblems(Object.fromEntries(Object.entries(found).map(([field, key]) => [field, t(`hostNetwork.problems.${key}`)])))
    if (!probe) return
    setAsked((before) => ({ probe, round: (before?.round ?? 0) + 1 }))
  }
  return (
    <>
      <SegmentedControl
        size="sm"
        className={own.kinds ?? ''}
        aria-label={t('hostNetwork.kind')}
        value={form.probe}
        onChange={(kind) => {
          setProblems({})
          form.choose(kind as ProbeKind)
        }}
        data={PROBES.map((value) => ({ value, label: t(`hostNetwork.kinds.${value}`) }))}
      />
      <p className={`muted ${own.about}`}>{t(`hostNetwork.about.${form.probe}`)}</p>
      <form className={own.form} onSubmit={start} noValidate>
        <ProbeFields form={form} problems={problems} />
        <Button type="submit">{t('hostNetwork.run')}</Button>
      </form>
      {asked && (
        <div className={panel.body}>
          <ProbeRun key={asked.round} host={host} probe={asked.probe} />
        </div>
      )}
    </>
  )
}

function ProbeFields({ form, problems }: { form: Form; problems: Problems }) {
  const { t } = useTranslation()
  const { probe } = form
  return (
    <>
      <TextInput
        name="target"
        label={t(probe === 'dns' ? 'hostNetwork.name' : 'hostNetwork.target')}
        placeholder="example.com"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={2000}
        value={form.target}
        error={problems.target}
        onChange={(event) => form.fill({ target: event.currentTarget.value })}
      />
      {(probe === 'tcp' || probe === 'tls') && (
        <TextInput
          name="port"
          label={t('hostNetwork.port')}
          placeholder={probe === 'tls' ? '443' : ''}
          inputMode="numeric"
          autoComplete="off"
          maxLength={5}
          value={form.port}
          error={problems.port}
          onChange={(event) => form.fill({ port: event.currentTarget.value })}
        />
      )}
      {probe === 'dns' && (
        <>
          <NativeSelect
            name="record"
            label={t('hostNetwork.type')}
            data={[...RECORD_TYPES]}
            value={form.type}
            onChange={(event) => form.fill({ record: event.currentTarget.value as Form['type'] })}
          />
          <TextInput
            name="resolver"
            label={t('hostNetwork.server')}
            placeholder={t('hostNetwork.ownServer')}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={255}
            value={form.server}
            error={problems.server}
            onChange={(event) => form.fill({ resolver: event.currentTarget.value })}
          />
        </>
      )}
    </>
  )
}

/** What the form asks for, or what is wrong in it. */
function read(form: Form): { readonly probe: AskedProbe | null; readonly problems: Readonly<Record<string, string>> } {
  const problems: Record<string, string> = {}
  const target = machineIn(form.target)
  const server = machineIn(form.server)
  const port = form.port.trim() === '' ? undefined : Number(form.port)
  if (target === '' || !isMachine(target)) problems.target = target === '' ? 'missing' : 'machine'
  const withPort = form.probe === 'tcp' || form.probe === 'tls'
  if (withPort && port === undefined && form.probe === 'tcp') problems.port = 'missing'
  else if (withPort && port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535)) problems.port = 'port'
  if (form.probe === 'dns' && server !== '' && !isMachine(server)) problems.server = 'machine'
  if (Object.keys(problems).length > 0) return { probe: null, problems }
  const portOnly = port === undefined ? {} : { port }
  if (form.probe === 'tcp') return { probe: { kind: 'tcp', params: { target, port: port ?? 0 } }, problems }
  if (form.probe === 'tls') return { probe: { kind: 'tls', params: { target, ...portOnly } }, problems }
  if (form.probe === 'dns')
    return { probe: { kind: 'dns', params: { name: target, type: form.type, ...(server !== '' && { server }) } }, problems }
  return { probe: { kind: form.probe, params: { target } }, problems }
}

function isMachine(text: string): boolean {
  try {
    machine(text, '')
    return true
  } catch {
    return false
  }
}
