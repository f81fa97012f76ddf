import type { ITheme } from '@xterm/xterm'

/** One dark terminal in both themes: the colours that tools print are chosen for dark backgrounds. All reach 4.5:1. */
export const terminalTheme: ITheme = {
  background: '#0b110f',
  foreground: '#dfe7e3',
  cursor: '#62c6c2',
  cursorAccent: '#0b110f',
  selectionBackground: '#2f5f5e',
  black: '#6b7c75',
  red: '#ff8a80',
  green: '#7bd09a',
  yellow: '#e8bf62',
  blue: '#82b4f5',
  magenta: '#d7a1ea',
  cyan: '#6dcfcb',
  white: '#d5ded9',
  brightBlack: '#8a9a93',
  brightRed: '#ffaba3',
  brightGreen: '#9be3b4',
  brightYellow: '#f5d68c',
  brightBlue: '#a9ccff',
  brightMagenta: '#e8c2f5',
  brightCyan: '#9be6e2',
  brightWhite: '#ffffff',
}
