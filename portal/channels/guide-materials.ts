import type { PublicEntry } from '../../src/registry/index.ts'

/** What a licence guide that holds today asks to be brought, for who comes to the window. */
export interface GuideMaterials {
  readonly id: string
  readonly title: string
  readonly conditions: readonly string[]
  readonly materials: readonly { readonly name: string; readonly how: string }[]
  /** Limit, fee, place and hours, as the guide has them. */
  readonly facts: readonly { readonly title: string; readonly text: string }[]
}

const facts = ['promised', 'statutory', 'fee', 'address', 'hours', 'phone']

export const materialsOf = ({ id, title, fields }: PublicEntry): GuideMaterials => {
  const linesOf = (name: string) => fields.find((field) => field.name === name)?.lines ?? []
  return {
    id,
    title,
    conditions: linesOf('conditions'),
    materials: linesOf('materials').map((line) => {
      // A row in words begins with its name: 材料名称：申请书；形式：原件；份数：1.
      const [, name = line, how = ''] = /^材料名称：(.*?)；(形式：.*)$/.exec(line) ?? []
      return { name, how }
    }),
    facts: facts.flatMap((name) => {
      const field = fields.find((each) => each.name === name)
      return field === undefined ? [] : [{ title: field.title, text: field.lines.join('；') }]
    }),
  }
}
