import { z } from 'zod'
import {
  blanks,
  evidenceKinds,
  fields,
  proofNeeds,
  questionedRoles,
  questionTopics,
  unknownBlanks,
} from '../procedure/index.ts'

const { text, choice, choices, list } = fields

/** 取证指引 (询问提纲、证据清单): for one item, for a category of items, or, where neither is named, for every item. */
export const guide = z
  .strictObject({
    name: text('名称', { max: 60 }),
    category: z.string().trim().max(20).optional().meta({
      title: '适用的类别',
      'x-widget': 'text',
      'x-hint': '如：食品。与处罚事项的类别一致；类别和事项都不填的，适用于所有事项',
    }),
    item: z
      .string()
      .max(100)
      .optional()
      .meta({ title: '适用的处罚事项', 'x-widget': 'item', 'x-hint': '只用于一个事项的填写' }),
    questions: list(
      '询问提纲',
      z.strictObject({
        topic: choice('问什么', questionTopics),
        roles: choices('问谁', questionedRoles),
        question: text('问题', { max: 500 }),
      }),
      { hint: `可以写{当事人}、{检查日期}等，用到案件里时自动换成本案的内容；可用的有：${blanks.join('、')}` },
    ),
    evidence: list(
      '证据清单',
      z.strictObject({
        point: text('事项', { max: 30, hint: '短名称，如：主体资格。与上一级指引同名的，以本指引为准' }),
        fact: text('要证明的事实', { max: 300 }),
        need: choice('要求', proofNeeds),
        kinds: choices('证据种类', evidenceKinds),
        what: text('一般是什么证据', { max: 300 }),
        source: text('一般从哪里取得', { max: 200 }),
      }),
      { max: 60 },
    ),
  })
  .superRefine(({ category, item: only, questions, evidence }, context) => {
    const wrong = (message: string, ...path: (string | number)[]) => context.addIssue({ code: 'custom', message, path })
    if ((category ?? '') !== '' && (only ?? '') !== '') wrong('类别和事项只填一个', 'category')
    if (questions.length === 0 && evidence.length === 0) wrong('请至少写一个问题或者一项要证明的事实', 'questions')
    for (const [n, { question }] of questions.entries())
      for (const blank of unknownBlanks(question))
        wrong(`没有“{${blank}}”，可用的有：${blanks.join('、')}`, 'questions', n, 'question')
    for (const [n, { point }] of evidence.entries())
      if (evidence.findIndex((each) => each.point === point) !== n) wrong(`“${point}”写了两次`, 'evidence', n, 'point')
  })
