import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { tokensCss } from './tokens.ts'

/**
 * The one stylesheet. It is a file and not inlined, although it would fit: the house's Content-Security-Policy allows no inline style,
 * and a file whose address names its content is fetched once and kept for good, also by whoever serves the static tree.
 */
export const stylesheet: string = `${tokensCss()}\n${readFileSync(join(import.meta.dirname, 'portal.css'), 'utf8')}`

export const stylesheetAddress = `/assets/portal.${createHash('sha256').update(stylesheet).digest('hex').slice(0, 16)}.css`
