import { z } from 'zod'
import { compulsionLaw, type Refusal, refusal, rules } from '../../kernel/index.ts'
import type { ActQuestion, Data, StrandMove, StrandOpening } from '../act.ts'
import { titleOf } from '../decide.ts'
import { choice, files, instant, officers, text } from '../fields.ts'
import type { CaseState, Evidence, IssuedPaper, OfficerRef, Strand } from '../state.ts'
import { concerning, mayConcern } from './concerned.ts'
import { signedField } from './fields.ts'

/** What a taking on the spot (保存、查封、扣押) is recorded with, whichever it is. */
export const onTheSpotFields = {
  officers: officers(),
  from: instant('开始时间'),
  until: instant('结束时间'),
  place: text('实施地点'),
  presence: choice('当事人到场情况', {
    present: '当事人到场',
    representative: '由其代表到场',
    absent: '经通知未到场',
  }),
  presentPerson: z.string().trim().max(100).optional().meta({ title: '到场人及身份', 'x-widget': 'text' }),
  signed: signedField('当事人'),
  witness: z
    .string()
    .trim()
    .max(100)
    .optional()
    .meta({ title: '见证人', 'x-widget': 'text', 'x-hint': '当事人不到场的，邀请见证人到场' }),
  recording: files('现场照片、录像'),
} as const

export const approvals = {
  approved: '实施前已经批准',
  urgent: '情况紧急，当场实施，二十四小时内补办批准',
} as const

export const approvalFields = {
  approval: choice('批准情况', approvals),
  urgency: z
    .string()
    .trim()
    .max(1000)
    .optional()
    .meta({
      title: '紧急情况',
      'x-widget': 'long-text',
      'x-hint': '写当时不立即采取措施会有什么后果、何时报告负责人',
      'x-when': { field: 'approval', is: 'urgent' },
    }),
} as const

type OnTheSpot = ActQuestion<
  Data & {
    from: string
    until: string
    presence: string
    presentPerson?: string | undefined
    signed: string
    witness?: string | undefined
    recording: readonly unknown[]
    approval?: string
    urgency?: string | undefined
    party?: string | undefined
  }
>

/** When it was, who was there, and what the law asks for where the party wasn't or wouldn't sign (程序规定 art. 43; 行政强制法 art. 18). */
export const onTheSpotRefusals = ({ data, at }: OnTheSpot, witnessed: boolean): readonly Refusal[] => {
  const absent = data.presence === 'absent'
  const no = (code: string, message: string, field: string, ...basis: Refusal['basis']) =>
    refusal(code, message, { field, basis })
  return [
    ...(data.until <= data.from ? [no('ends-before-it-begins', '结束时间应当晚于开始时间', 'until')] : []),
    ...(data.until > at ? [no('ends-in-future', '结束时间不能晚于录入时间', 'until')] : []),
    ...(!absent && (data.presentPerson ?? '') === ''
      ? [no('nobody-named', '当事人或者其代表到场的，请填写到场人及身份', 'presentPerson')]
      : []),
    ...(absent && data.signed === 'signed'
      ? [no('absent-but-signed', '当事人未到场，签名情况应当选择“不在场”', 'signed', rules(43))]
      : []),
    ...(data.signed !== 'signed' && data.recording.length === 0
      ? [
          no(
            'not-recorded',
            '当事人不到场或者拒绝签名的，应当注明情况并采取录音、录像等方式记录',
            'recording',
            rules(43),
          ),
        ]
      : []),
    ...(witnessed && absent && (data.witness ?? '') === ''
      ? [
          no(
            'no-witness',
            '当事人不到场的，应当邀请见证人到场，由见证人在现场笔录上签名',
            'witness',
            compulsionLaw(18, 1, 9),
          ),
        ]
      : []),
    ...(data.approval === 'urgent' && (data.urgency ?? '') === ''
      ? [no('no-urgency', '当场实施的，请写明紧急情况', 'urgency')]
      : []),
  ]
}

/** The newest approval of a taking that wasn't used yet: for this party's things, or for anybody's, where none is named. */
export const grantedFor = ({ dossier, strands }: CaseState, kind: string, party?: unknown): Strand | undefined => {
  const own = concerning(dossier, party).party
  return strands.findLast((strand) => strand.kind === kind && strand.state === 'granted' && mayConcern(strand, own))
}

/** A paper that is handed over on the spot: served there and then when somebody took it, to be served otherwise. */
export const handedOver = (
  paper: IssuedPaper | undefined,
  { data, at, state: { dossier } }: OnTheSpot,
): readonly StrandOpening[] => {
  if (paper === undefined) return []
  const own = concerning(dossier, data.party)
  const taken = data.presence !== 'absent' && data.signed === 'signed'
  return [
    {
      kind: 'service',
      title: `${titleOf(paper)}${paper.party === undefined ? '' : `，${paper.addressee ?? ''}`}`,
      ...(taken ? { state: 'served' } : {}),
      data: {
        paper: paper.id,
        form: paper.form,
        ...(paper.party === undefined || paper.addressee === undefined ? {} : { addressee: paper.addressee }),
        ...own,
        ...(taken ? { servedAt: at, way: 'direct', receiver: data.presentPerson ?? '' } : {}),
      },
    },
  ]
}

/** What was granted or asked for and not done until the investigation ended falls away: it would have to be asked for anew. */
export const unusedApproval =
  (kind: string) =>
  ({ state }: Pick<OnTheSpot, 'state'>): readonly StrandMove[] =>
    state.strands
      .filter((strand) => strand.kind === kind && (strand.state === 'asked' || strand.state === 'granted'))
      .map(({ id }) => ({ id, state: 'unused' }))

/** The things as evidence of the case. */
export const evidenceOf = (
  version: number,
  at: string,
  record: Data,
  given: Pick<Evidence, 'title' | 'source' | 'kind' | 'proves' | 'files' | 'party'> & {
    readonly paper?: string | undefined
  },
): Evidence => {
  const { paper, ...rest } = given
  return {
    id: `evidence-${version}`,
    takenAt: at,
    takenBy: (record.officers ?? []) as readonly OfficerRef[],
    original: true,
    ...rest,
    ...(paper === undefined ? {} : { paper }),
  }
}

/** 补办批准: what was done on the spot goes to a leader, who has to approve it within 24 hours. */
export const belatedApproval = (
  about: string,
  title: string,
  { data, actor, at, state: { dossier } }: OnTheSpot,
): readonly StrandOpening[] =>
  data.approval === 'urgent'
    ? [
        {
          kind: 'belated-approval',
          title: `补办批准（${title}）`,
          data: {
            about,
            matter: title,
            asked: { reasons: data.urgency },
            askedBy: { id: actor.id, name: actor.name },
            askedAt: at,
            ...concerning(dossier, data.party),
          },
        },
      ]
    : []
