import { FitAddon } from '@xterm/addon-fit'
import { type ITerminalInitOnlyOptions, type ITerminalOptions, Terminal } from '@xterm/xterm'
import '@xterm/xterm/css/xterm.css'
import { currentTheme, onThemeChange } from './theme.ts'

export interface Screen {
  readonly terminal: Terminal
  fit(): void
  close(): void
}

/** A terminal in an element, in the colours of the page. */
export function makeTerminal(element: HTMLElement, options: ITerminalOptions & ITerminalInitOnlyOptions = {}): Screen {
  const terminal = new Terminal({
    theme: currentTheme(),
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mantine-font-family-monospace') || 'monospace',
    fontSize: 13,
    cursorBlink: true,
    scrollback: 5000,
    minimumContrastRatio: 4.5,
    ...options,
  })
  const fitting = new FitAddon()
  terminal.loadAddon(fitting)
  terminal.open(element)
  const offTheme = onThemeChange(() => {
    terminal.options.theme = currentTheme()
  })
  return {
    terminal,
    fit: () => fitting.fit(),
    close: () => {
      offTheme()
      terminal.dispose()
    },
  }
}
