import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../kernel/index.ts'
import { act, fields, type Gate } from '../procedure/index.ts'
import { boundTo, changedSince, readIn, reviewedSet } from './bound.ts'
import { commented, openedOf } from './opened.ts'
import { inService, own, qualified, reviewer, unrelated } from './reviewers.ts'

const { choice, longText } = fields

const basis = [rules(53), rules(54), penaltyLaw(58)]

/** 听证笔录、听证报告: after a hearing the whole case is reviewed (程序规定 art. 50 (2)). */
const hearingForms = new Set([40, 41])

/** Something was changed since the opinion that only has to be read again; after a hearing everything has. */
const changedOnly: Gate = {
  name: 'changed-since-opinion',
  title: '审核后材料有变动',
  basis,
  test: ({ state, strand }) => {
    if (strand === undefined) return []
    const changes = changedSince(readIn(strand), state)
    if (changes.size === 0)
      return [
        refusal(
          'nothing-changed',
          strand.state === 'amending'
            ? '承办机构还没有按意见修改，请等待其重新提交报告'
            : '审核后材料没有变动，审核意见有效，不需要复核',
          { basis },
        ),
      ]
    const heard = state.papers.some(({ id, form }) => hearingForms.has(form) && changes.has(id))
    return heard
      ? [refusal('heard-since', '审核以后举行了听证，应当重新送审', { basis: [rules(50, 1, 2), penaltyLaw(58)] })]
      : []
  },
}

const outcomes = { holds: '变动不影响审核意见，意见继续有效', withdrawn: '撤回审核意见，退回处理' } as const

/**
 * 复核变动: the reviewer reads only what changed since the opinion, or whether what the opinion asked for was done, and says whether
 * it holds. Until then nothing is decided.
 */
export const reread = act('reread-changes', {
  signs: 'review',
  title: '复核变动',
  purpose: '审核以后材料有变动，或者承办机构已经按意见修改的，只核对变动的部分，决定审核意见是否继续有效',
  basis,
  stages: ['review', 'notice'],
  by: reviewer,
  gates: [qualified, unrelated, inService, own, changedOnly],
  on: {
    kind: 'review',
    from: ['passed', 'amending'],
    to: ({ data }) => (data.outcome === 'holds' ? 'passed' : 'sent-back'),
    keep: ({ data, state, strand, actor, facts }) => ({
      ...(data.outcome === 'holds' ? { outcome: 'agree' } : { outcome: 'correct' }),
      opinion: data.opinion,
      ...boundTo(state),
      days: facts.disagreementDays,
      ...openedOf(state, strand, actor.id, facts.opened),
      ...commented(facts.comments),
    }),
  },
  data: z.strictObject({
    outcome: choice('结论', outcomes),
    opinion: longText('复核意见', { hint: '写明核对了哪些变动，为什么影响或者不影响审核意见', max: 3000 }),
  }),
  papers: [{ form: 36 }],
  leadsTo: ['investigation'],
  choose: ({ data }) => (data.outcome === 'holds' ? undefined : 'investigation'),
  asksReadings: true,
  record: ({ state, strand, actor, facts }) => ({
    read: reviewedSet(state),
    changes: strand === undefined ? [] : [...changedSince(readIn(strand), state).values()],
    points: strand?.data.points ?? {},
    ...openedOf(state, strand, actor.id, facts.opened),
    ...commented(facts.comments),
  }),
  sentence: ({ input }) => `复核变动：${outcomes[input.outcome]}`,
})
