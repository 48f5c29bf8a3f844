import { COMMAND_LENGTH, MOST_STEP_MINUTES, MOST_STEPS, RUNBOOK_TITLE_LENGTH, STEP_TEXT_LENGTH } from '@hyperion/wire/services'
import { ActionIcon, Button, Checkbox, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconArrowDown, IconArrowUp, IconGripVertical, IconPlus, IconTrash } from '../../app/icons.ts'
import type { Errors } from '../../app/use-submit.ts'
import { useCommands } from '../commands/queries.ts'
import { ParameterField } from '../commands/run-dialog.tsx'
import settings from '../settings/settings.module.css'
import { emptyStep, moved, type SavedDraft, type StepDraft } from './draft.ts'
import styles from './runbooks.module.css'

interface StepsEditorProps {
  readonly steps: readonly StepDraft[]
  readonly errors: Errors<string>
  readonly onChange: (steps: readonly StepDraft[]) => void
  readonly onEdited: (at: number) => void
}

/** Steps move by their handle, by their arrows, or by Alt and an arrow key. */
export function StepsEditor({ steps, errors, onChange, onEdited }: StepsEditorProps) {
  const { t } = useTranslation()
  const list = useRef<HTMLOListElement>(null)
  const [dragged, setDragged] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const move = (from: number, to: number) => {
    const next = moved(steps, from, to)
    if (next === steps) return
    onChange(next)
    setSaid(t('runbooks.movedTo', { title: steps[from]?.title || t('runbooks.step', { order: from + 1 }), order: to + 1 }))
  }
  const add = () => {
    const step = emptyStep()
    onChange([...steps, step])
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-key="${step.key}"] input`)?.focus())
  }
  return (
    <section className={styles.editor} aria-label={t('runbooks.stepsTitle')}>
      <h2>{t('runbooks.stepsTitle')}</h2>
      {errors.steps && <p className={styles.bad}>{errors.steps}</p>}
      <ol ref={list} className={styles.steps}>
        {steps.map((step, at) => (
          <StepFields
            key={step.key}
            step={step}
            at={at}
            last={at === steps.length - 1}
            error={errors[`steps.${at}`]}
            savedError={errors[`steps.${at}.saved`]}
            dragged={dragged === at}
            onGrab={() => setDragged(at)}
            onDrop={() => {
              if (dragged !== null) move(dragged, at)
              setDragged(null)
            }}
            onRelease={() => setDragged(null)}
            onMove={(to) => move(at, to)}
            onRemove={() => onChange(steps.toSpliced(at, 1))}
            onChange={(part) => {
              onChange(steps.with(at, { ...step, ...part }))
              onEdited(at)
            }}
          />
        ))}
      </ol>
      <p className="visually-hidden" role="status">
        {said}
      </p>
      <Button variant="light" leftSection={<IconPlus size={18} aria-hidden />} disabled={steps.length >= MOST_STEPS} onClick={add}>
        {t('runbooks.addStep')}
      </Button>
    </section>
  )
}

interface StepFieldsProps {
  readonly step: StepDraft
  readonly at: number
  readonly last: boolean
  readonly error: string | undefined
  readonly savedError: string | undefined
  readonly dragged: boolean
  readonly onGrab: () => void
  readonly onDrop: () => void
  readonly onRelease: () => void
  readonly onMove: (to: number) => void
  readonly onRemove: () => void
  readonly onChange: (part: Partial<StepDraft>) => void
}

function StepFields({
  step,
  at,
  last,
  error,
  savedError,
  dragged,
  onGrab,
  onDrop,
  onRelease,
  onMove,
  onRemove,
  onChange,
}: StepFieldsProps) {
  const { t } = useTranslation()
  const [held, setHeld] = useState(false)
  const byKey = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || by === undefined) return
    event.preventDefault()
    onMove(at + by)
  }
  return (
    <li
      className={`${settings.card} ${styles.fields}`}
      data-key={step.key}
      data-dragged={dragged || undefined}
      draggable={held}
      onDragStart={onGrab}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault()
        onDrop()
      }}
      onDragEnd={() => {
        setHeld(false)
        onRelease()
      }}
      onKeyDown={byKey}
    >
      <StepHead at={at} last={last} onHold={setHeld} onMove={onMove} onRemove={onRemove} />
      <TextInput
        name={`steps.${at}`}
        label={t('runbooks.stepTitle')}
        autoComplete="off"
        maxLength={RUNBOOK_TITLE_LENGTH}
        value={step.title}
        error={error}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
      />
      <Textarea
        label={t('catalog.description')}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={STEP_TEXT_LENGTH}
        value={step.description}
        onChange={(event) => onChange({ description: event.currentTarget.value })}
      />
      <Textarea
        label={t('runbooks.command')}
        classNames={{ input: styles.command ?? '' }}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={COMMAND_LENGTH}
        spellCheck={false}
        value={step.command}
        onChange={(event) => onChange({ command: event.currentTarget.value })}
      />
      <SavedField name={`steps.${at}.saved`} saved={step.saved} error={savedError} onChange={(saved) => onChange({ saved })} />
      <div className={styles.options}>
        <NumberInput
          className={styles.minutes ?? ''}
          label={t('runbooks.expected')}
          min={0}
          max={MOST_STEP_MINUTES}
          allowDecimal={false}
          value={step.minutes ?? ''}
          onChange={(minutes) => onChange({ minutes: typeof minutes === 'number' ? minutes : null })}
        />
        <Checkbox
          label={t('runbooks.critical')}
          checked={step.critical}
          onChange={(event) => onChange({ critical: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('runbooks.confirmation')}
          checked={step.confirmation}
          onChange={(event) => onChange({ confirmation: event.currentTarget.checked })}
        />
      </div>
    </li>
  )
}

interface SavedFieldProps {
  readonly name: string
  readonly saved: SavedDraft | null
  readonly error: string | undefined
  readonly onChange: (saved: SavedDraft | null) => void
}

/** The saved command that can be run for a step, and what is filled in for it at first. */
function SavedField({ name, saved, error, onChange }: SavedFieldProps) {
  const { t } = useTranslation()
  const known = useCommands().data?.commands ?? []
  const command = known.find(({ id }) => id === saved?.command)
  const choose = (value: string) => {
    const chosen = known.find(({ id }) => String(id) === value)
    if (chosen) onChange({ command: chosen.id, name: chosen.name, values: {} })
    else if (value === '') onChange(null)
  }
  const others = saved && !command ? [{ value: String(saved.command), label: saved.name }] : []
  return (
    <>
      <NativeSelect
        name={name}
        error={error}
        label={t('runbooks.saved')}
        description={t('runbooks.savedText')}
        data={[
          { value: '', label: t('runbooks.noSaved') },
          ...others,
          ...known.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        value={saved ? String(saved.command) : ''}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {saved && command && command.parameters.length > 0 && (
        <fieldset className={styles.values}>
          <legend>{t('runbooks.filledIn')}</legend>
          {command.parameters.map((parameter) => (
            <ParameterField
              key={parameter.name}
              parameter={parameter}
              value={saved.values[parameter.name] ?? ''}
              error={undefined}
              optional
              onChange={(value) => onChange({ ...saved, values: { ...saved.values, [parameter.name]: value } })}
            />
          ))}
        </fieldset>
      )}
    </>
  )
}

type StepHeadProps = Pick<StepFieldsProps, 'at' | 'last' | 'onMove' | 'onRemove'> & { readonly onHold: (held: boolean) => void }

function StepHead({ at, last, onHold, onMove, onRemove }: StepHeadProps) {
  const { t } = useTranslation()
  const order = at + 1
  const button = { variant: 'subtle', color: 'gray', size: 'lg' } as const
  return (
    <div className={styles.stepHead}>
      <span className={styles.grip} title={t('runbooks.drag')} onPointerDown={() => onHold(true)} onPointerUp={() => onHold(false)}>
        <IconGripVertical size={18} aria-hidden />
      </span>
      <h3>{t('runbooks.step', { order })}</h3>
      <ActionIcon {...button} aria-label={t('runbooks.up', { order })} disabled={at === 0} onClick={() => onMove(at - 1)}>
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...button} aria-label={t('runbooks.down', { order })} disabled={last} onClick={() => onMove(at + 1)}>
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...button} aria-label={t('runbooks.remove', { order })} onClick={onRemove}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </div>
  )
}
