import { z } from 'zod'
import { fields } from '../procedure/index.ts'
import { citation } from './citation.ts'

const { text, longText, list, number } = fields

/** 案卷评查标准: what a dossier is scored by. Points make a hundred. */
export const evaluationList = z
  .strictObject({
    title: text('标准名称', { max: 60 }),
    passing: number('合格分', { min: 1, max: 100 }),
    points: list(
      '评查项目',
      z.strictObject({
        id: text('代号', { max: 20, hint: '英文，不再改动，如：facts' }),
        title: text('项目', { max: 100 }),
        full: number('满分', { min: 1, max: 100 }),
        how: longText('怎样评', { max: 500 }),
        basis: list('依据的条文', citation),
      }),
      { min: 1 },
    ),
  })
  .superRefine(({ points }, context) => {
    const wrong = (message: string, ...path: (string | number)[]) => context.addIssue({ code: 'custom', message, path })
    const sum = points.reduce((all, { full }) => all + full, 0)
    if (sum !== 100) wrong(`各项满分合计应为 100 分，现在是 ${sum} 分`, 'points')
    for (const [n, { id }] of points.entries())
      if (points.findIndex((each) => each.id === id) !== n) wrong('代号不能重复', 'points', n, 'id')
  })
export type EvaluationList = z.output<typeof evaluationList>
