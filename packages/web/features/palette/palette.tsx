import { Modal } from '@mantine/core'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReturnFocus } from '../../app/use-return-focus.ts'
import { usePaletteEntries } from './entries.ts'
import { matching } from './matching.ts'
import styles from './palette.module.css'

/** Nobody reads on; a word more finds the rest. */
const SHOWN = 60

/** Goes anywhere and does the small things, by keyboard: opened with Ctrl or ⌘ and K. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  useReturnFocus()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const listId = useId()
  const shown = matching(usePaletteEntries(), typed).slice(0, SHOWN)
  const index = Math.min(chosen, shown.length - 1)
  const current = shown[index]

  useEffect(() => {
    list.current?.children[index]?.scrollIntoView({ block: 'nearest' })
  }, [index])

  const run = (entry: (typeof shown)[number] | undefined) => {
    if (!entry) return
    onClose()
    entry.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && shown.length > 0) setChosen((index + step + shown.length) % shown.length)
    else if (event.key === 'Enter') run(current)
    else return
    event.preventDefault()
  }

  return (
    <Modal.Root opened onClose={onClose} padding={0} size={560} yOffset="12dvh" transitionProps={{ duration: 100 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t('palette.label')} radius="lg">
        <input
          className={styles.input}
          data-autofocus
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={current && `${listId}-${index}`}
          aria-label={t('palette.label')}
          placeholder={t('palette.placeholder')}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            setChosen(0)
          }}
          onKeyDown={onKeyDown}
        />
        <div ref={list} id={listId} className={styles.list} role="listbox" aria-label={t('palette.label')}>
          {shown.map((entry, i) => {
            const Icon = entry.icon
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the field that keeps the focus
              // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
              <div
                key={entry.id}
                id={`${listId}-${i}`}
                className={styles.item}
                role="option"
                aria-selected={i === index}
                onClick={() => run(entry)}
                onMouseMove={() => setChosen(i)}
              >
                <Icon size={18} aria-hidden />
                {entry.label}
                <span className={styles.group}>{entry.group}</span>
              </div>
            )
          })}
        </div>
        {shown.length === 0 && <p className={styles.none}>{t('palette.none', { typed })}</p>}
      </Modal.Content>
    </Modal.Root>
  )
}
