import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const petrol: MantineColorsTuple = [
  '#e6f4f4',
  '#cde7e6',
  '#9fd1d0',
  '#7fcfcc',
  '#62c6c2',
  '#2a8f92',
  '#197a80',
  '#0d5c63',
  '#094a50',
  '#05363b',
]

const ember: MantineColorsTuple = [
  '#fff1ea',
  '#ffdfd0',
  '#ffbea0',
  '#ffa27c',
  '#ff9166',
  '#ef6428',
  '#c4450f',
  '#b23610',
  '#932c0d',
  '#6d2009',
]

const gray: MantineColorsTuple = [
  '#f7f8f6',
  '#eff1ee',
  '#e3e6e2',
  '#d8dcd6',
  '#bcc3bd',
  '#7f8a84',
  '#66726c',
  '#52605b',
  '#36423e',
  '#202a27',
]

const dark: MantineColorsTuple = [
  '#e4ebe8',
  '#c3cfca',
  '#9fb0aa',
  '#7e8f88',
  '#33403d',
  '#293532',
  '#1b2523',
  '#141c1a',
  '#0d1412',
  '#080d0c',
]

/** Mantine's side of the design: shapes, sizes and the two brand colours. Values that CSS needs as well live in tokens.css. */
export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 6 },
  colors: { petrol, ember, gray, dark },
  fontFamily: 'var(--fd-sans)',
  fontFamilyMonospace: 'var(--fd-mono)',
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '6px', sm: '10px', md: '14px', lg: '20px', xl: '28px' },
  headings: { fontFamily: 'var(--fd-sans)', fontWeight: '650' },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Modal: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Dismiss' } } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 350, events: { hover: true, focus: true, touch: false } } },
  },
})

/** Points Mantine's surfaces and texts at the tokens, so that both change together. */
export const cssVariables: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--fd-surface)',
    '--mantine-color-text': 'var(--fd-text)',
    '--mantine-color-dimmed': 'var(--fd-dim)',
    '--mantine-color-placeholder': 'var(--fd-dim)',
    '--mantine-color-default-border': 'var(--fd-border-strong)',
    '--mantine-color-error': 'var(--fd-bad)',
    '--mantine-color-anchor': 'var(--fd-accent)',
  }
  return { variables: {}, light: both, dark: both }
}
