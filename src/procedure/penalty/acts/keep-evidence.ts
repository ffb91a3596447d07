import { z } from 'zod'
import { penaltyLaw, refusal, rules } from '../../../kernel/index.ts'
import { act } from '../../act.ts'
import { strandId } from '../../decide.ts'
import { choice, longText, text } from '../../fields.ts'
import { handlers } from '../../standing.ts'
import type { FileRef } from '../../state.ts'
import { concerning, contactOf, ofConcerned, ownerField, ownerMissing, partyKnown, saidOf } from '../concerned.ts'
import { certificatesShown, handlersNamed } from '../gates.ts'
import { inventoryField, thingsFrom, thingsText } from '../goods.ts'
import { refsOf } from '../refs.ts'
import { titleFor } from '../shares.ts'
import {
  approvalFields,
  belatedApproval,
  evidenceOf,
  grantedFor,
  handedOver,
  onTheSpotFields,
  onTheSpotRefusals,
} from '../taking.ts'

export const custodies = { 'in-place': '就地由当事人保存', taken: '由本局保存' } as const

/** 先行登记保存证据 (程序规定 art. 33, 34): counted on the spot, listed, signed, the notice handed over there and then. */
export const keepEvidence = act('keep-evidence', {
  title: '先行登记保存证据',
  purpose: '证据可能灭失或者以后难以取得的，当场清点、开具清单，先行登记保存，并当场交付通知书',
  basis: [rules(33), rules(34), penaltyLaw(56)],
  stages: ['investigation'],
  by: handlers({ atLeast: 2, basis: [rules(34), penaltyLaw(42)] }),
  gates: [handlersNamed, certificatesShown],
  duty: 'as-listed',
  data: z.strictObject({
    party: ownerField('证据属于哪一个当事人', { place: 'address', presentPerson: 'contact' }),
    ...onTheSpotFields,
    ...approvalFields,
    reasons: longText('登记保存的理由', { max: 2000, hint: '写明证据为什么可能灭失或者以后难以取得' }),
    things: inventoryField('登记保存的证据'),
    custody: choice('保存方式', custodies),
    custodyPlace: text('保存地点'),
  }),
  checks: [
    (question) => onTheSpotRefusals(question, false),
    ownerMissing,
    ({ data, state }) =>
      data.approval === 'approved' && grantedFor(state, 'keeping-approval', data.party) === undefined
        ? [
            refusal(
              'keeping-not-approved',
              '先行登记保存还没有经局负责人批准；情况紧急的，选择“当场实施，二十四小时内补办批准”',
              { field: 'approval', basis: [rules(33)] },
            ),
          ]
        : [],
  ],
  papers: [
    { form: 19, number: '登存', each: ofConcerned },
    { form: 24, each: ofConcerned },
  ],
  opens: (question, papers) => {
    const { data, state } = question
    const [notice] = papers
    const id = strandId('keeping', state.version + 1, 1)
    const own = concerning(state.dossier, data.party)
    const titled = (title: string) => titleFor(title, state.dossier, own.party)
    return [
      {
        kind: 'keeping',
        title: titled(`先行登记保存证据${notice?.number === undefined ? '' : `（${notice.number.text}）`}`),
        data: { paper: notice?.id, number: notice?.number?.text, ...own },
      },
      {
        kind: 'goods',
        title: titled(`涉案物品（${thingsText(thingsFrom(data.things))}）`),
        data: {
          things: thingsFrom(data.things),
          under: id,
          inPlace: data.custody === 'in-place',
          custody: `${custodies[data.custody]}，${data.custodyPlace}`,
          ...own,
        },
      },
      ...handedOver(notice, question),
      ...belatedApproval(id, titled('先行登记保存证据'), question),
    ]
  },
  moves: ({ data, state }) =>
    data.approval === 'approved'
      ? [grantedFor(state, 'keeping-approval', data.party)].flatMap((granted) =>
          granted === undefined ? [] : [{ id: granted.id, state: 'carried-out' }],
        )
      : [],
  record: (question) => ({ officers: refsOf(question, question.data.officers) }),
  apply: (dossier, { input, record, papers, version, at }) => ({
    ...dossier,
    evidence: [
      ...dossier.evidence,
      evidenceOf(version, at, record, {
        kind: 'physical',
        title: `先行登记保存的证据：${thingsText(thingsFrom(input.things))}`,
        source: input.place,
        proves: '涉案物品的种类、数量和状态',
        files: input.recording as readonly FileRef[],
        paper: papers.find(({ form }) => form === 24)?.id,
        ...concerning(dossier, input.party),
      }),
    ],
  }),
  sentence: ({ input, papers }, dossier) =>
    `${saidOf(`先行登记保存${thingsText(thingsFrom(input.things))}（${papers[0]?.number?.text ?? ''}）`, dossier, input.party)}${input.approval === 'urgent' ? '（紧急，待补办批准）' : ''}`,
  known: ({ state }) => {
    const granted = grantedFor(state, 'keeping-approval')
    const party = partyKnown(state, granted)
    return {
      ...concerning(state.dossier, granted?.data.party),
      officers: state.dossier.handlers.map(({ id }) => id),
      place: party?.address,
      presence: 'present',
      presentPerson: contactOf(party),
      approval: granted === undefined ? undefined : 'approved',
      signed: 'signed',
      custody: 'taken',
      recording: [],
    }
  },
})
