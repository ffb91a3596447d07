import { type ConfigProviderProps, theme } from 'antd'
import * as zhCN from 'antd/es/locale/zh_CN.js'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { tokens } from '../portal/tokens.ts'

/** antd's words. Its typings take the module for CommonJS, the bundler for what it is. */
export const locale = (zhCN as unknown as { readonly default: NonNullable<ConfigProviderProps['locale']> }).default

const darkScheme = matchMedia('(prefers-color-scheme: dark)')
const stillness = matchMedia('(prefers-reduced-motion: reduce)')

const useMedia = (query: MediaQueryList): boolean =>
  useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => query.matches,
  )

const largeTypeKey = 'zhaoming.large-type'

/** Large type (适老化): kept on this machine, and told to the stylesheet by `data-type` on the root. */
export const useLargeType = () => {
  const [large, setLarge] = useState(() => localStorage.getItem(largeTypeKey) === 'yes')
  useEffect(() => {
    if (large) document.documentElement.dataset.type = 'large'
    else delete document.documentElement.dataset.type
    localStorage.setItem(largeTypeKey, large ? 'yes' : 'no')
  }, [large])
  return [large, setLarge] as const
}

/** antd in the tokens of the house. */
export const useTheme = (large: boolean): ConfigProviderProps['theme'] => {
  const dark = useMedia(darkScheme)
  const still = useMedia(stillness)
  const colours = dark ? tokens.dark : tokens.light
  const scale = large ? tokens.type.large : 1
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: tokens.type.sans,
      fontSize: Math.round(tokens.type.desk.size * scale),
      controlHeight: Math.round(34 * scale),
      borderRadius: tokens.radius,
      lineWidth: large ? 2 : 1,
      motion: !still,
      wireframe: false,
      colorPrimary: colours.indigo,
      colorLink: colours.indigo,
      colorLinkHover: colours.indigoPressed,
      colorError: colours.cinnabar,
      colorErrorText: colours.cinnabar,
      colorSuccess: colours.bamboo,
      colorWarning: colours.amber,
      colorInfo: colours.indigo,
      colorTextLightSolid: colours.onIndigo,
      colorText: colours.ink,
      colorTextHeading: colours.ink,
      colorTextSecondary: colours.muted,
      colorTextTertiary: colours.muted,
      colorTextDescription: colours.muted,
      colorTextPlaceholder: colours.muted,
      colorBorder: colours.edge,
      colorBorderSecondary: colours.line,
      colorBgLayout: colours.paper,
      colorBgContainer: colours.raised,
      colorBgElevated: colours.raised,
      colorFillAlter: colours.shade,
      boxShadowTertiary: 'none',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Drawer: { paddingLG: 20 },
      Tabs: { horizontalItemGutter: Math.round(24 * scale), titleFontSize: Math.round(14 * scale) },
    },
  }
}
