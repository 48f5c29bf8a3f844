import { useTranslation } from 'react-i18next'
import styles from './terminal.module.css'

const KEYS = [
  ['Esc', '\u001b'],
  ['Tab', '\t'],
] as const
const ARROWS = [
  ['left', '←', '\u001b[D'],
  ['up', '↑', '\u001b[A'],
  ['down', '↓', '\u001b[B'],
  ['right', '→', '\u001b[C'],
] as const

/** The keys that a phone's keyboard has not. */
export function KeysRow({ ctrl, onCtrl, onKey }: { ctrl: boolean; onCtrl: () => void; onKey: (text: string) => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles.keys} role="toolbar" aria-label={t('terminal.keys')}>
      {KEYS.map(([name, text]) => (
        <button key={name} type="button" onClick={() => onKey(text)}>
          {name}
        </button>
      ))}
      <button type="button" aria-pressed={ctrl} onClick={onCtrl}>
        Ctrl
      </button>
      {ARROWS.map(([name, shown, text]) => (
        <button key={name} type="button" aria-label={t(`terminal.arrow.${name}`)} onClick={() => onKey(text)}>
          {shown}
        </button>
      ))}
    </div>
  )
}
