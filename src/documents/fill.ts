import type { FillPaper } from '../procedure/index.ts'
import { type TextSection, textOf } from './blocks.ts'
import { formOf } from './forms/index.ts'
import { signersOf } from './signing.ts'
import { word } from './wording.ts'

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
