import type { ActionAnswer, ActionView, CommandView } from '@hyperion/wire/web'
import { NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../../app/api.ts'
import { ActionDialog } from '../operating/action-dialog.tsx'
import { commandLine } from './command-line.ts'
import styles from './commands.module.css'
import { runAdHoc, runSaved } from './queries.ts'

interface RunProps {
  readonly host: number
  readonly onStarted: (action: ActionView) => void
  readonly onClose: () => void
}

type Problems = Readonly<Record<string, readonly string[]>>

/** Tells what goes on at once; what waits for somebody the dialog says. */
function useRun({ onStarted }: RunProps) {
  const [problems, setProblems] = useState<Problems>({})
  const run = async (ask: () => Promise<ActionAnswer>): Promise<ActionAnswer> => {
    setProblems({})
    try {
      const answer = await ask()
      if (answer.action.state !== 'awaiting_approval') onStarted(answer.action)
      return answer
    } catch (error) {
      if (error instanceof ApiError) setProblems(error.details)
      throw error
    }
  }
  return { problems, run }
}

interface RunSavedProps extends RunProps {
  readonly command: CommandView
  /** Filled in at first, before what the command says itself. */
  readonly values?: Readonly<Record<string, string>>
  /** Why, unless something else was said. */
  readonly reason?: string
  readonly incident?: string
  /** What is to be said before the parameters. */
  readonly children?: ReactNode
}

export function RunSavedDialog({ command, values: first = {}, reason, incident, children, ...props }: RunSavedProps) {
  const { t } = useTranslation()
  const { problems, run } = useRun(props)
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(command.parameters.map(({ name, standard, options }) => [name, first[name] || standard || (options[0] ?? '')])),
  )
  return (
    <ActionDialog
      host={props.host}
      title={t('commands.runTitle', { name: command.name })}
      submit={t('commands.run')}
      danger={command.dangerous}
      onConfirm={(why) => run(() => runSaved(props.host, command.id, values, { reason: why, incident }))}
      onClose={props.onClose}
      {...(reason !== undefined && { reason })}
    >
      {children}
      {command.confirm !== '' && <p className={styles.confirm}>{command.confirm}</p>}
      {command.parameters.map((parameter, index) => (
        <ParameterField
          key={parameter.name}
          focused={index === 0}
          parameter={parameter}
          value={values[parameter.name] ?? ''}
          error={problems[parameter.name]?.[0]}
          onChange={(value) => setValues((before) => ({ ...before, [parameter.name]: value }))}
        />
      ))}
      <div>
        <p className="muted">{t('commands.willRun')}</p>
        <p className={styles.line}>{commandLine(command, values)}</p>
      </div>
    </ActionDialog>
  )
}

export interface ParameterProps {
  readonly parameter: CommandView['parameters'][number]
  readonly value: string
  readonly error: string | undefined
  readonly onChange: (value: string) => void
  /** It may be left empty. */
  readonly optional?: boolean
  /** The first thing to be filled in where a dialog opens. */
  readonly focused?: boolean
}

export function ParameterField({ parameter, value, error, onChange, optional = false, focused = false }: ParameterProps) {
  const { t } = useTranslation()
  const { name, label, kind, options, min, max, root } = parameter
  const shared = { name, label: label || name, error, value, ...(focused && { 'data-autofocus': true }) }
  const choices = optional ? ['', ...options] : [...options]
  if (kind === 'choice') return <NativeSelect {...shared} data={choices} onChange={(event) => onChange(event.currentTarget.value)} />
  const hints = {
    text: '',
    number: min !== null && max !== null ? t('commands.between', { min, max }) : '',
    unit: t('commands.unitHint'),
    path: t('commands.pathHint', { root: root ?? '/' }),
  }
  return (
    <TextInput
      {...shared}
      {...(hints[kind] !== '' && { description: hints[kind] })}
      autoComplete="off"
      autoCapitalize="off"
      spellCheck={false}
      maxLength={1000}
      inputMode={kind === 'number' ? 'decimal' : 'text'}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export function RunAnyDialog(props: RunProps) {
  const { t } = useTranslation()
  const { problems, run } = useRun(props)
  const [program, setProgram] = useState('')
  const [lines, setLines] = useState('')
  const [limit, setLimit] = useState<number | string>(60)
  const args = lines === '' ? [] : lines.split('\n')
  return (
    <ActionDialog
      host={props.host}
      title={t('commands.runAny')}
      submit={t('commands.run')}
      danger
      onConfirm={(reason) =>
        run(() => runAdHoc(props.host, { program: program.trim(), arguments: args, time_limit_s: Number(limit) }, reason))
      }
      onClose={props.onClose}
    >
      <TextInput
        data-autofocus
        name="program"
        label={t('commands.program')}
        description={t('commands.programText')}
        placeholder="df"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        value={program}
        error={problems.program?.[0]}
        onChange={(event) => setProgram(event.currentTarget.value)}
      />
      <Textarea
        name="arguments"
        label={t('commands.arguments')}
        description={t('commands.argumentsText')}
        placeholder="-h"
        autosize
        minRows={2}
        spellCheck={false}
        autoCapitalize="off"
        value={lines}
        error={problems.arguments?.[0]}
        onChange={(event) => setLines(event.currentTarget.value)}
      />
      <NumberInput
        name="time_limit_s"
        label={t('commands.timeLimit')}
        min={1}
        max={86_400}
        value={limit}
        error={problems.time_limit_s?.[0]}
        onChange={setLimit}
      />
    </ActionDialog>
  )
}
