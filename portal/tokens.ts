/**
 * The one source of colours, spaces and type: the portal's stylesheet and the desk's antd theme are both made from it.
 * Every text colour has at least 4.5:1 on `paper`, `raised` and `shade` of its scheme, every `edge` at least 3:1 (WCAG 2.2, 1.4.3 and
 * 1.4.11); tokens.test.ts counts it out.
 */
export interface Colours {
  /** The page. */
  readonly paper: string
  /** What lies on the page: cards, fields. */
  readonly raised: string
  /** A quiet ground: foot, heads of tables, code. */
  readonly shade: string
  readonly ink: string
  readonly muted: string
  /** Lines that only divide. */
  readonly line: string
  /** Lines that show where a field is. */
  readonly edge: string
  /** 靛青: what can be pressed. */
  readonly indigo: string
  readonly indigoPressed: string
  readonly onIndigo: string
  /** 朱砂: seals, and what is late. */
  readonly cinnabar: string
  /** 竹青: proved, done. */
  readonly bamboo: string
  /** 琥珀: soon, look here. */
  readonly amber: string
  /** The ring around what has the keyboard. */
  readonly focus: string
}

const light: Colours = {
  paper: '#FBFAF7',
  raised: '#FFFFFF',
  shade: '#F2F0EA',
  ink: '#1B1F24',
  muted: '#565C64',
  line: '#DAD7CF',
  edge: '#857F73',
  indigo: '#1F4E79',
  indigoPressed: '#163A5B',
  onIndigo: '#FFFFFF',
  cinnabar: '#A8281F',
  bamboo: '#2B6E4F',
  amber: '#8A5A00',
  focus: '#1F4E79',
}

const dark: Colours = {
  paper: '#14171A',
  raised: '#1B1F23',
  shade: '#202529',
  ink: '#E8E6E1',
  muted: '#A8AEB5',
  line: '#30353B',
  edge: '#7C848D',
  indigo: '#8FBCE6',
  indigoPressed: '#B5D4F0',
  onIndigo: '#14171A',
  cinnabar: '#F08A7E',
  bamboo: '#7CC7A2',
  amber: '#E2B45C',
  focus: '#8FBCE6',
}

export const tokens = {
  light,
  dark,
  /** px; every distance is a multiple of it. */
  step: 4,
  /** px */
  radius: 4,
  type: {
    sans: '-apple-system, BlinkMacSystemFont, "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif',
    mono: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
    /** px */
    portal: { size: 16, line: 26 },
    /** px */
    desk: { size: 14, line: 22, row: 38 },
    /** Large type (适老化): how many times the size. */
    large: 1.35,
    /** Longest line, in characters of the script. */
    measure: 42,
  },
} as const

const property = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

const properties = (colours: Colours): string =>
  Object.entries(colours)
    .map(([name, value]) => `--${property(name)}:${value}`)
    .join(';')

/** The tokens as CSS custom properties: light, dark where the reader's system asks for it, large type by `data-type="large"` on the root. */
export const tokensCss = (): string => {
  const { type, radius, step } = tokens
  const basis = `--sans:${type.sans};--mono:${type.mono};--radius:${radius}px;--step:${step / type.portal.size}rem;--hair:1px;--measure:${type.measure}em;--leading:${type.portal.line / type.portal.size}`
  return [
    `:root{color-scheme:light dark;${basis};${properties(light)}}`,
    `@media (prefers-color-scheme:dark){:root{${properties(dark)}}}`,
    `@media print{:root{${properties({ ...light, paper: '#FFFFFF', shade: '#FFFFFF' })}}}`,
    `:root[data-type=large]{font-size:${type.large * 100}%;--hair:2px}`,
  ].join('\n')
}
