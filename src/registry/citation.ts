import { z } from 'zod'
import { fields } from '../procedure/index.ts'

const count = (title: string) => z.int().min(1).max(9999).meta({ title, 'x-widget': 'number' })

/** An article of law, as entries name their bases. */
export const citation = z
  .strictObject({
    law: fields.text('法规名称', { max: 60, hint: '简称，如：食品安全法' }),
    article: count('条'),
    paragraph: count('款').optional(),
    item: count('项').optional(),
  })
  .meta({ title: '条文', 'x-widget': 'group' })
