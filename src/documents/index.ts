import type { FillPaper } from '../procedure/index.ts'
import { type TextSection, textOf } from './blocks.ts'
import { formOf } from './render.ts'
import { signersOf } from './signing.ts'
import { word } from './wording.ts'

export type { Block, Mark, Masked, Run, TextSection } from './blocks.ts'
export {
  type ComparedPaper,
  compareWithCase,
  type FactKind,
  type Finding,
  factKinds,
  ofDrafts,
} from './compare/index.ts'
export type { Form } from './form.ts'
export { forms } from './forms/index.ts'
export { momentText } from './forms/parts.ts'
export { formOf, type PaperToRender, renderPaper } from './render.ts'
export { createRenderer, type Renderer, type WholePaper } from './renderer.ts'
export { markOf } from './signing.ts'
export { renderVolume, type VolumeFile, type VolumeToRender } from './volume.ts'
export { type EditablePart, editableTexts } from './wording.ts'

/** Fills a form from a case; what it gives fits the form's own schema, or the form is wrong. */
export const fillPaper: FillPaper = (context) => {
  const form = formOf(context.form)
  const { content, edited, refused } = word(form, form.content.parse(form.fill(context)), context.wording ?? {})
  return {
    title: form.heading?.(content) ?? form.name,
    content,
    edited,
    refused,
    signers: signersOf(form.blocks(content), context),
  }
}

/** A paper as text, section by section: the same blocks that its PDF is laid out of. */
export const paperText = (no: number, content: unknown): readonly TextSection[] => {
  const form = formOf(no)
  return textOf(form.blocks(form.content.parse(content)))
}
