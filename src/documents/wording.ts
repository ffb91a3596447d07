import { penaltyLaw, type Refusal, refusal, rules } from '../kernel/index.ts'
import { type EditedText, isClean, type Wording } from '../procedure/index.ts'
import { hardFactsIn } from './compare/index.ts'
import type { Form } from './form.ts'
import { formOf } from './forms/index.ts'

type Content = Readonly<Record<string, unknown>>

const most = 20_000

const textOf = (content: Content, name: string): string => {
  const value = content[name]
  return typeof value === 'string' ? value : ''
}

/** What is worded anew: the content with it, what it was made as, and what stands against it. */
export interface Worded {
  readonly content: Content
  readonly edited: readonly EditedText[]
  readonly refused: readonly Refusal[]
}

/** Puts a person's wording in the place of what was made from the case, as far as the form lets it be (程序规定 art. 57, 62). */
export const word = (form: Form, made: Content, wording: Wording): Worded => {
  const refused: Refusal[] = []
  const edited: EditedText[] = []
  for (const [name, text] of Object.entries(wording)) {
    const rule = form.texts?.[name]
    const field = `texts.${form.no}.${name}`
    if (rule === undefined) {
      refused.push(refusal('not-editable', `《${form.name}》中没有可以改动的这一段文字，请刷新页面后重试`, { field }))
      continue
    }
    const [before, after] = [textOf(made, name), text.trim()]
    if (after === before.trim()) continue
    if (after === '' && rule.optional !== true)
      refused.push(refusal('text-empty', `“${rule.title}”不能删空，可以恢复系统生成的文字`, { field }))
    else if (after.length > most) refused.push(refusal('text-too-long', `“${rule.title}”最多 ${most} 字`, { field }))
    else if (!isClean(after)) refused.push(refusal('text-unclean', `“${rule.title}”含有不能使用的控制字符`, { field }))
    else {
      if (rule.bound) refused.push(...unbound(rule.title, before, after, field))
      edited.push({ name, title: rule.title, generated: before })
    }
  }
  const texts = Object.fromEntries(edited.map(({ name }) => [name, (wording[name] ?? '').trim()]))
  return { content: form.content.parse({ ...made, ...texts }) as Content, edited, refused }
}

/**
 * 行政处罚法 art. 44, 58: what was reviewed and what the party was told is what is decided. So a bound text keeps every amount, day,
 * number, quantity and article that it states, and takes in none.
 */
const unbound = (title: string, before: string, after: string, field: string): readonly Refusal[] => {
  const [had, has] = [hardFactsIn(before), hardFactsIn(after)]
  const listed = (facts: ReadonlySet<string>) => [...facts].map((fact) => `“${fact}”`).join('、')
  const [lost, added] = [had.difference(has), has.difference(had)]
  if (lost.size === 0 && added.size === 0) return []
  const what = [lost.size > 0 ? `少了${listed(lost)}` : '', added.size > 0 ? `多了${listed(added)}` : '']
    .filter((each) => each !== '')
    .join('，')
  return [
    refusal('bound-text', `“${title}”只能改措辞，不能改事实：${what}。事实要改的，先改调查终结报告并重新送审`, {
      field,
      basis: [penaltyLaw(58), rules(57)],
    }),
  ]
}

/** A text of a paper that may be worded anew, as it stands and as it was made. */
export interface EditablePart {
  readonly name: string
  readonly title: string
  readonly text: string
  readonly generated: string
  readonly bound: boolean
}

export const editableTexts = (
  no: number,
  content: Content,
  edited: readonly EditedText[] = [],
): readonly EditablePart[] =>
  Object.entries(formOf(no).texts ?? {}).flatMap(([name, { title, bound, optional }]) => {
    const text = textOf(content, name)
    const generated = edited.find((each) => each.name === name)?.generated ?? text
    // What this case has nothing of (a defence that was not made) isn't there to be worded.
    return text === '' && generated === '' && optional !== true
      ? []
      : [{ name, title, text, generated, bound: bound === true }]
  })
