import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act, type Gate } from '../../act.ts'
import { caseParty, files, longText } from '../../fields.ts'
import type { Extension } from '../../procedure.ts'
import { byRole, handlers } from '../../standing.ts'
import type { Party, Share } from '../../state.ts'
import { handlersNamed } from '../gates.ts'
import { matter } from '../matter.ts'
import { nextPartyId, type OtherParty, otherPartyField, sameAs } from '../parties.ts'
import { awaitsRecheck, isJoint, partyIn, pendingShares, shareOf, sharesOf, withShares } from '../shares.ts'

const basis = [rules(19), rules(48), penaltyLaw(5, 2)]

/**
 * 追加当事人: who broke the law together with the party, or answers for its breach beside it (双罚), becomes a party of the same
 * case, on the leader's approval, who also decided on filing against the first (程序规定 art. 19).
 */
const joining = matter<{ readonly party: OtherParty; readonly facts: string; readonly reasons: string }>({
  name: 'joint-party',
  title: '追加当事人',
  purpose:
    '调查中发现他人共同实施违法行为，或者依法应当同时处罚单位责任人员的，经批准追加为本案当事人，分别裁量、分别处罚',
  basis,
  stages: ['investigation'],
  gates: [handlersNamed],
  data: z.strictObject({
    party: otherPartyField('追加的当事人'),
    facts: longText('在违法行为中的作用和初步证据', {
      hint: '写这一方做了什么、与其他当事人怎样分工、有哪些证据',
      max: 5000,
    }),
  }),
  checks: [
    ({ data, state }) =>
      state.dossier.parties.some((one) => sameAs(one, data.party))
        ? [refusal('party-already', `${data.party.name}已经是本案当事人`, { field: 'party', basis: [penaltyLaw(29)] })]
        : [],
  ],
  grantable: ({ asked, state }) =>
    state.dossier.parties.some((one) => sameAs(one, asked.party))
      ? [refusal('party-already', `${asked.party.name}已经是本案当事人`, { field: 'answer', basis: [penaltyLaw(29)] })]
      : [],
  answered: ({ asked }) => ({
    asked: {
      ...asked,
      reasons: `拟追加${asked.party.name}为当事人：${asked.facts}\n理由：${asked.reasons}`,
    },
  }),
  apply: (dossier, { record }) => {
    const { party } = record.asked as { readonly party: OtherParty }
    const joined: Party = { id: nextPartyId(dossier), ...party }
    const shares: readonly Share[] = sharesOf(dossier)
    const [first, ...others] = dossier.parties
    const next = {
      ...dossier,
      parties: [
        ...(first === undefined ? [] : [{ ...first, role: first.role ?? ('actor' as const) }]),
        ...others,
        joined,
      ],
    }
    // Whoever was told already stays told; the case as a whole then waits for the one that joined.
    return shares.some(({ notice, decision }) => notice !== undefined || decision !== undefined)
      ? withShares(next, [...shares, { party: joined.id }])
      : next
  },
})

const notTold: Gate = {
  name: 'several-parties',
  title: '本案有几个当事人',
  basis,
  test: ({ state }) =>
    isJoint(state.dossier)
      ? []
      : [refusal('only-party', '本案只有一个当事人，不能撤出；不应当处罚的，请按不予处罚或者终止调查处理', { basis })],
}

/** 撤出当事人: before anything was told to it; afterwards it is owed a decision. */
const takeOff = act('take-off-party', {
  title: '撤出当事人',
  purpose: '经调查，追加的当事人没有共同违法、不应当在本案中处罚的，告知前经局负责人决定撤出，并写明理由',
  basis,
  stages: ['investigation'],
  by: byRole('leader', { notHandler: true, basis }),
  gates: [notTold],
  data: z.strictObject({
    party: caseParty('撤出的当事人'),
    reasons: longText('撤出理由', { max: 3000, hint: '另行处理的，写明怎样处理' }),
    files: files('有关材料'),
  }),
  checks: [
    ({ data, state }) => {
      const { dossier } = state
      const share = data.party === undefined ? undefined : shareOf(dossier, data.party)
      if (share === undefined)
        return [refusal('not-a-party', '所选的人不是本案当事人，请重新选择', { field: 'party', basis })]
      return share.notice === undefined && share.decision === undefined
        ? []
        : [
            refusal('told-already', '已经向该当事人送达告知的，应当对其作出处理决定，不能撤出', {
              field: 'party',
              basis: [rules(60)],
            }),
          ]
    },
  ],
  record: ({ data, state }) => ({ party: partyIn(state.dossier, data.party) }),
  apply: ({ proposal: _proposal, ...dossier }, { input, record, at }) => {
    const party = record.party as Party
    const parties = dossier.parties.filter(({ id }) => id !== input.party)
    const [only] = parties
    const next = {
      ...dossier,
      parties:
        parties.length === 1 && only !== undefined
          ? parties.map(({ role, ...one }) => (role === 'responsible' ? { ...one, role } : one))
          : parties,
      formerParties: [...(dossier.formerParties ?? []), { party, reasons: input.reasons, at }],
    }
    return dossier.shares === undefined
      ? next
      : withShares(
          next,
          dossier.shares.filter((share) => share.party !== input.party),
        )
  },
  sentence: ({ input, record }) => `撤出当事人${(record.party as Party).name}：${input.reasons}`,
  known: () => ({ files: [] }),
})

/** 转入审核 when each party was heard: what one's hearing brought, or what was adopted from it, is reviewed when nobody's time runs any more. */
const toReview = act('resume-review', {
  title: '各当事人意见听取完毕，重新送审',
  purpose: '一案有几个当事人的，各当事人的陈述申辩、听证都结束后，将变更的处罚建议或者听证报告送审核机构',
  basis: [rules(50, 2), rules(58)],
  stages: ['notice'],
  by: handlers({ basis: [rules(50, 2)] }),
  gates: [
    {
      name: 'all-heard',
      title: '各当事人的陈述申辩、听证都已结束',
      basis: [rules(57, 2), rules(58)],
      test: ({ state }) =>
        pendingShares(state.dossier).some((share) => share.defence === undefined || awaitsRecheck(share))
          ? [
              refusal(
                'others-not-heard',
                '还有当事人的陈述申辩期没有届满或者意见没有复核，请在各当事人意见听取完毕后送审',
                {
                  basis: [rules(57, 2), rules(58)],
                },
              ),
            ]
          : [],
    },
    {
      name: 'something-new',
      title: '处罚建议有变更或者举行了听证',
      basis: [rules(50, 2)],
      test: ({ state }) => {
        const { approved, proposal } = state.dossier
        const since = approved?.version ?? 0
        return (proposal?.version ?? 0) > since ||
          state.done.some(({ act: name, version }) => name === 'report-hearing' && version > since)
          ? []
          : [refusal('nothing-new', '处罚建议没有变更，也没有举行听证，不需要重新送审', { basis: [rules(50, 2)] })]
      },
    },
  ],
  data: z.strictObject({
    note: longText('情况说明', { hint: '写处罚建议改了哪里，或者听证以后有什么不同', max: 2000 }),
  }),
  leadsTo: ['review'],
  sentence: ({ input }) => `各当事人意见听取完毕，重新送审：${input.note}`,
})

/** 共同违法、双罚: several parties in one case, each told, heard, punished and served for itself. */
export const jointParties: Extension = {
  title: '一案多当事人',
  acts: [...joining.acts, takeOff, toReview],
  strands: [joining.strand],
}
