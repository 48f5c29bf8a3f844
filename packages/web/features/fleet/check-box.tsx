import { useEffect, useRef } from 'react'
import styles from './check-box.module.css'

interface CheckBoxProps {
  readonly label: string
  readonly checked: boolean
  /** Some of what it stands for is chosen, and some is not. */
  readonly partly?: boolean
  readonly tabIndex?: number
  onChange(): void
}

/** The browser's own box: one in every line of a long list has to cost nothing. */
export function CheckBox({ label, checked, partly = false, tabIndex, onChange }: CheckBoxProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = partly
  }, [partly])
  return (
    <input ref={box} type="checkbox" className={styles.box} aria-label={label} checked={checked} tabIndex={tabIndex} onChange={onChange} />
  )
}
