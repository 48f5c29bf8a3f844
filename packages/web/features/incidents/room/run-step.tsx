import type { IncidentAnswer } from '@hyperion/wire/incidents'
import type { StepCommandsAnswer } from '@hyperion/wire/web'
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconPlayerPlay } from '../../../app/icons.ts'
import { CommandOutput } from '../../commands/output-panel.tsx'
import { useCommands } from '../../commands/queries.ts'
import { RunSavedDialog } from '../../commands/run-dialog.tsx'
import { useHosts } from '../../hosts/queries.ts'
import { CapabilityNotice } from '../../operating/capability-notice.tsx'
import { useCollection } from '../../services/queries.ts'
import { usePermitted } from '../../session/session.ts'
import { hostsIn } from './room-metrics.tsx'
import styles from './room-runbook.module.css'

interface RunStepProps {
  readonly named: StepCommandsAnswer['steps'][number]
  readonly incident: IncidentAnswer
  /** Why, for the history. */
  readonly reason: string
}

/** What can be run for a step of a runbook, on the hosts that the incident is about. */
export function RunStep(props: RunStepProps) {
  const { t } = useTranslation()
  const { named } = props
  const mayRun = usePermitted('execute')
  if (named.deleted) return <p className="muted">{t('runbooks.savedGone', { name: named.name })}</p>
  if (!mayRun) return <p className="muted">{t('runbooks.runsSaved', { name: named.name })}</p>
  return <Runnable {...props} />
}

function Runnable({ named, incident, reason }: RunStepProps) {
  const { t } = useTranslation()
  const command = useCommands().data?.commands.find(({ id }) => id === named.command)
  const known = useCommands().isSuccess
  const [asking, setAsking] = useState(false)
  const [action, setAction] = useState<string | null>(null)
  if (known && !command) return <p className="muted">{t('incidents.run.mayNot', { name: named.name })}</p>
  return (
    <div className={styles.run}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        disabled={!command}
        onClick={() => setAsking(true)}
      >
        {t('commands.runTitle', { name: named.name })}
      </Button>
      {action !== null && <CommandOutput key={action} action={action} />}
      {asking && command && (
        <OnHost incident={incident}>
          {(host, choice) => (
            <RunSavedDialog
              host={host}
              command={command}
              values={named.values}
              reason={reason}
              incident={incident.short_id}
              onStarted={({ id }) => {
                setAction(id)
                setAsking(false)
              }}
              onClose={() => setAsking(false)}
            >
              {choice}
              <NotThere host={host} command={named.command} />
              <CapabilityNotice host={host} area="commands" needed="full" />
            </RunSavedDialog>
          )}
        </OnHost>
      )}
    </div>
  )
}

interface OnHostProps {
  readonly incident: IncidentAnswer
  readonly children: (host: number, choice: React.ReactNode) => React.ReactNode
}

/** The hosts that alerts of the incident name come first, then those of its service, then all others. */
function OnHost({ incident, children }: OnHostProps) {
  const { t } = useTranslation()
  const service = useCollection('services').data?.find(({ id }) => id === incident.service.id)?.hosts
  const known = useHosts().data?.hosts
  const [chosen, setChosen] = useState<number | null>(null)
  if (!service || !known) return null
  const concerned = [...new Set([...hostsIn(incident.alerts), ...service])]
  const hosts = (concerned.length > 0 ? concerned : known.map(({ id }) => id)).flatMap((id) => known.find((host) => host.id === id) ?? [])
  const host = chosen ?? hosts[0]?.id
  if (host === undefined) return null
  const choice = (
    <NativeSelect
      label={t('incidents.run.host')}
      description={concerned.length > 0 ? undefined : t('incidents.run.noHosts')}
      data={hosts.map(({ id, name }) => ({ value: String(id), label: name }))}
      value={String(host)}
      onChange={(event) => setChosen(Number(event.currentTarget.value))}
    />
  )
  return children(host, choice)
}

function NotThere({ host, command }: { host: number; command: number }) {
  const { t } = useTranslation()
  const { data } = useCommands(host)
  if (!data || data.commands.some(({ id }) => id === command)) return null
  return (
    <p role="note" className={styles.notThere}>
      {t('incidents.run.notThere')}
    </p>
  )
}
