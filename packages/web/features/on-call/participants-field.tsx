import { ActionIcon, Input, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { IconArrowDown, IconArrowUp, IconX } from '../../app/icons.ts'
import { useOnCallPeople } from './queries.ts'
import { moved } from './schedule-draft.ts'
import styles from './schedule-form.module.css'

interface ParticipantsFieldProps {
  readonly name: string
  /** Ids in the order of their turns. */
  readonly value: readonly number[]
  readonly error: string | undefined
  readonly onChange: (value: readonly number[]) => void
}

/** People in the order of their turns; one may have several. */
export function ParticipantsField({ name, value, error, onChange }: ParticipantsFieldProps) {
  const { t } = useTranslation()
  const people = useOnCallPeople().data ?? []
  const nameOf = (id: number): string => people.find((person) => person.id === id)?.username ?? `#${id}`
  const actions = (who: string, index: number) =>
    [
      { key: 'up', icon: IconArrowUp, off: index === 0, to: () => moved(value, index, -1) },
      { key: 'down', icon: IconArrowDown, off: index === value.length - 1, to: () => moved(value, index, 1) },
      { key: 'remove', icon: IconX, off: false, to: () => value.toSpliced(index, 1) },
    ].map(({ key, icon: Icon, off, to }) => (
      <ActionIcon
        key={key}
        variant="subtle"
        color="gray"
        size="md"
        disabled={off}
        aria-label={t(`onCall.participant.${key}`, { who })}
        onClick={() => onChange(to())}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    ))
  return (
    <div>
      {value.length > 0 && (
        <>
          <Input.Label component="div">{t('onCall.participants')}</Input.Label>
          <ol className={styles.participants}>
            {value.map((id, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same person may come more than once
              <li key={`${id}-${i}`} className={styles.participantRow}>
                <span className="muted">{i + 1}.</span>
                <span className={styles.participant}>{nameOf(id)}</span>
                {actions(nameOf(id), i)}
              </li>
            ))}
          </ol>
        </>
      )}
      <Select
        name={name}
        label={value.length === 0 ? t('onCall.participants') : undefined}
        aria-label={t('onCall.addParticipant')}
        placeholder={t('onCall.addParticipant')}
        data={people.map(({ id, username }) => ({ value: String(id), label: username }))}
        value={null}
        error={error}
        searchable
        onChange={(chosen) => chosen && onChange([...value, Number(chosen)])}
      />
    </div>
  )
}
