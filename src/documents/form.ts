import { z } from 'zod'
import type { PaperContext } from '../procedure/index.ts'
import type { Block } from './blocks.ts'

/** A text of a content; in a public copy, the reason why it is masked stands in its place. */
export const shown = z.union([z.string(), z.strictObject({ masked: z.string() })])

/** A paper as it is laid out of its content. */
export interface Layout<C = Readonly<Record<string, unknown>>> {
  /** Number in the national set of 56 (国市监法发〔2021〕42号); the bureau's own begin at 101. */
  readonly no: number
  readonly name: string
  /** `letter`: a document in running text; `form`: a ruled form that fills its page; `record`: a record, or a slip filled in on the spot. */
  readonly layout: 'letter' | 'form' | 'record'
  /** Who signs every page but the last, where they sign in full (程序规定 art. 29). */
  readonly everyPage?: readonly string[]
  readonly content: z.ZodType<C>
  blocks(content: C): readonly Block[]
  /** The paper's own heading, where one form of the set serves for two papers. */
  heading?(content: C): string
}

/**
 * A form of the national set: what its content is, how the content is filled from a case, and how it is laid out.
 * A new form is one file in `forms/` and one line in `forms/index.ts`.
 */
export interface Form<C = Readonly<Record<string, unknown>>> extends Layout<C> {
  fill(context: PaperContext): NoInfer<C>
  /**
   * Which texts of the content may be worded anew, by name: running text only. Party, numbers, amounts, articles, rights and
   * remedies are made from the case and stay as they are made.
   */
  readonly texts?: Readonly<Record<string, EditableText>>
}

/** A text of a content that a person may word anew before the paper is issued. */
export interface EditableText {
  readonly title: string
  /** What was found, reviewed and told to the party: its wording is free, what it states isn't. */
  readonly bound?: true
  /** Nothing is written for it; a person may put something in. */
  readonly optional?: true
}

/** A paper of the bureau's own, which no case fills. */
export const layout = <C>(given: Layout<C>): Layout => given as unknown as Layout

/** Gives a form its types where it is written; the set of forms holds them without. */
export const form = <C>(given: Form<C>): Form => given as unknown as Form
