import { dayOf } from '../src/calendar/index.ts'
import { reviewPoints } from '../src/review/index.ts'
import { counsels } from './counsels.ts'
import { pointsOf } from './guides.ts'
import { recorderFailed } from './recordings.ts'
import type { Scene } from './scenes/index.ts'
import { archive, beginStory, officersThroughout, publishing, type Setting, type Story } from './story.ts'

const yuan = (n: number) => n * 100
const round = (n: number) => Math.round(n / 100) * 100
const allPoints = Object.fromEntries(Object.keys(reviewPoints).map((name) => [name, { answer: 'yes' }]))
export const document = (story: Story, name: string) => ({ ...story.setting.photo, name })

/** An ordinary case with the people and amounts that it has throughout. */
export interface Ordinary {
  readonly story: Story
  readonly scene: Scene
  readonly leader: string
  readonly reviewer: string
  /** Fen. */
  readonly fine: number
}

export const beginOrdinary = (setting: Setting, scene: Scene, more: { readonly fine?: number } = {}): Ordinary => {
  const { random, start } = setting
  const able = scene.units.filter((unit) => officersThroughout(unit, start).length >= 2)
  return {
    story: beginStory(setting, 'ordinary-penalty', random.pick(able)),
    scene,
    leader: random.pick(['jiang.siqi', 'he.wenzhou']),
    reviewer: random.pick(['gu.qingyan', 'bai.luoshu', 'shen.zhiyi']),
    fine: yuan(more.fine ?? round(scene.fine[0] + random.below(scene.fine[1] - scene.fine[0]))),
  }
}

/** Clue and its verification. */
export const clue = (
  { story, scene }: Ordinary,
  {
    source,
    reporter,
    suggestion = 'file',
  }: { readonly source?: string; readonly reporter?: string; readonly suggestion?: string } = {},
): void => {
  const { random, party } = story.setting
  story
    .do(story.first, 'register-clue', {
      title: scene.title.replace('{party}', party.name),
      source: source ?? random.pick(['inspection', 'complaint', 'report', 'assignment']),
      receivedAt: story.ago(20),
      content: scene.clue,
      unit: story.unit,
      ...(reporter === undefined ? {} : { reporter: { name: reporter, phone: '13900009999' } }),
    })
    .wait(2 + random.below(3))
    .do(story.first, 'verify-clue', { officers: story.team, facts: `经核查，${scene.clue}`, suggestion })
}

export const file = ({ story, scene, leader }: Ordinary): void => {
  story
    .wait(1)
    .do(story.first, 'propose-filing', {
      party: story.setting.party,
      item: scene.item,
      facts: `经核查，有证据初步证明当事人${scene.violation}，建议立案。`,
      evidenceOfBreach: true,
      punishable: true,
      ours: true,
      inTime: true,
    })
    .wait(1)
    .do(leader, 'approve-filing', { opinion: '同意立案，请承办机构指定办案人员依法调查。' })
    .do(story.head, 'assign-handlers', { handlers: story.team })
}

export const takeEvidence = ({ story, scene }: Ordinary, title = scene.exhibit): void => {
  story.do(story.first, 'take-evidence', {
    officers: story.team,
    kind: 'documentary',
    title,
    source: story.setting.party.name,
    provider: story.who,
    proves: scene.violation,
    points: pointsOf(scene.item, 'documentary', 'electronic', 'expert', 'testimony').filter(
      (key) => key !== '主体资格',
    ),
    original: 'copy',
    files: [story.setting.photo],
    signed: 'signed',
  })
}

export const investigate = (ordinary: Ordinary): void => {
  const { story, scene } = ordinary
  const { party, photo, random } = story.setting
  const standing = party.kind === 'person' ? '本人' : party.kind === 'household' ? '经营者' : '法定代表人'
  story
    .wait(1)
    .do(story.first, 'show-certificates', {
      officers: story.team,
      occasion: 'inspection',
      place: party.address,
      shownTo: `${story.who}（${standing}）`,
      rightsTold: true,
      recusalAsked: 'no',
    })
    .do(story.first, 'inspect-site', {
      officers: story.team,
      from: story.ago(28),
      until: story.ago(4),
      place: party.address,
      presence: 'present',
      presentPerson: story.who,
      course: scene.site,
      points: pointsOf(scene.item, 'inspection', 'physical', 'audiovisual').filter((key) => key !== '主体资格'),
      signed: random.below(9) === 0 ? 'refused' : 'signed',
      photos: [photo],
    })
    .wait(2)
    .do(story.second, 'question-person', {
      officers: story.team,
      from: story.ago(50),
      until: story.ago(5),
      place: `${story.unitName}询问室`,
      person: {
        name: story.who,
        role: party.kind === 'person' ? 'party' : 'representative',
        ...(party.phone === undefined ? {} : { phone: party.phone }),
      },
      answers: scene.answers.map(([question, answer]) => ({ question, answer })),
      points: pointsOf(scene.item, 'statement'),
      readOver: true,
      signed: 'signed',
    })
    .wait(1)
  story.do(story.first, 'take-evidence', {
    officers: story.team,
    kind: 'documentary',
    title: party.kind === 'person' ? '身份证复印件' : '营业执照复印件',
    source: party.name,
    provider: story.who,
    proves: '当事人的主体资格',
    points: ['主体资格'],
    original: 'copy',
    files: [document(story, '证照复印件.png')],
    signed: 'signed',
  })
  takeEvidence(ordinary)
}

/** What the scene's standard is measured by. */
export const measureOf = ({ value, condition, factors, step }: Scene) => ({
  ...(value === undefined ? {} : { baseValue: yuan(value) }),
  ...(condition === undefined ? {} : { condition }),
  ...(factors === undefined ? {} : { factors }),
  step,
})

/** The recorder failed during the inspection: said why, and approved. */
export const excuse = ({ story, leader }: Ordinary): void => {
  if (!recorderFailed(story.setting.n)) return
  story
    .do(story.first, 'ask-recording-exception', ({ done }) => ({
      acts: done.flatMap(({ act, version }) => (act === 'inspect-site' ? [version] : [])),
      cause: 'failed',
      reasons: '检查途中执法记录仪电池故障，没有录下检查过程；现场笔录由当事人签名，照片齐全，设备已经送修。',
    }))
    .wait(1)
    .do(leader, 'answer-recording-exception', {
      answer: 'granted',
      opinion: '情况属实，同意；请装备管理人员更换电池。',
    })
}

export const report = (
  ordinary: Ordinary,
  goods?: string,
  otherPenalties: readonly Readonly<Record<string, unknown>>[] = [],
): void => {
  const { story, scene, fine } = ordinary
  if (!story.clicks.some(({ act }) => act === 'ask-recording-exception')) excuse(ordinary)
  story.wait(2).do(story.first, 'report-investigation', {
    officers: story.team,
    course: '立案后，办案人员到现场检查，询问了当事人，提取了有关书证、照片，违法事实已经查明。',
    facts: scene.facts,
    ended: story.setting.start,
    nature: scene.nature,
    violation: scene.violation,
    penalty: {
      kinds: goods === undefined ? ['fine'] : ['fine', 'confiscate-goods'],
      fine,
      gains: 0,
      ...(goods === undefined ? {} : { goods }),
      ...measureOf(scene),
      reasons: scene.reasons,
    },
    ...(otherPenalties.length === 0 ? {} : { otherPenalties }),
  })
}

/** In every so many cases the reviewer asks somebody of the pool. */
const ASKED = 12

const askCounsel = ({ story, reviewer, scene }: Ordinary): void => {
  const ids = Object.keys(counsels)
  story
    .do(reviewer, 'ask-counsel', {
      counsel: ids[story.setting.n % ids.length],
      question: `本案事实见调查终结报告。认定“${scene.violation}”，适用的条文和裁量阶次是否恰当？`,
    })
    .wait(2)
    .do(reviewer, 'record-counsel', {
      answer: 'advised',
      advice: '现有证据能够相互印证，定性和适用条文恰当；裁量理由建议写明当事人配合调查、及时改正的具体情况。',
      files: [document(story, '法律意见书.png')],
    })
}

export const review = (ordinary: Ordinary, agree = true): void => {
  const { story, reviewer } = ordinary
  story
    .wait(1)
    .do(story.first, 'submit-for-review', { complete: true })
    .wait(1)
    .do(reviewer, 'accept-review', { complete: true })
  if (story.setting.n % ASKED === 5) askCounsel(ordinary)
  story.wait(2 + story.setting.random.below(3)).do(
    reviewer,
    'give-opinion',
    agree
      ? {
          points: allPoints,
          outcome: 'agree',
          opinion: '案件事实清楚，证据充分，定性准确，适用依据正确，程序合法，处理适当，同意处理意见。',
        }
      : {
          points: { ...allPoints, facts: { answer: 'no', reason: '进货数量和库存数量缺少书证相互印证' } },
          outcome: 'supplement',
          opinion: '请补充调取进货票据或者账目，核实货值金额后重新送审。',
        },
  )
}

/** Sent back once for more evidence. */
const supplemented = (ordinary: Ordinary): void => {
  review(ordinary, false)
  ordinary.story.wait(3)
  takeEvidence(ordinary, '进货票据复印件')
  report(ordinary)
  review(ordinary)
}

const submitted = ({ story, reviewer }: Ordinary, opinion: Readonly<Record<string, unknown>>): void => {
  story
    .wait(1)
    .do(story.first, 'submit-for-review', { complete: true })
    .wait(1)
    .do(reviewer, 'accept-review', { complete: true })
    .wait(3)
    .do(reviewer, 'give-opinion', opinion)
}

/** Agreed with changes, which the same reviewer then reads. */
const amended = (ordinary: Ordinary): void => {
  const { story, reviewer } = ordinary
  submitted(ordinary, {
    points: { ...allPoints, fitness: { answer: 'no', reason: '裁量理由没有写明当事人及时改正的情况' } },
    outcome: 'amend',
    opinion: '同意处罚种类和数额；裁量理由请补充当事人配合调查、及时改正的情况后复核。',
  })
  story.wait(1)
  report(ordinary)
  story.wait(1).do(reviewer, 'reread-changes', {
    outcome: 'holds',
    opinion: '裁量理由已经补充，其余内容没有变动，审核意见继续有效。',
  })
}

/** Disputed by the handlers; another reviewer sides with them. */
const disputed = (ordinary: Ordinary): void => {
  const { story, reviewer } = ordinary
  submitted(ordinary, {
    points: { ...allPoints, nature: { answer: 'no', reason: '定性所依据的条文尚有不同理解' } },
    outcome: 'correct',
    opinion: '建议重新研究定性，说明不适用相近条文的理由。',
  })
  story
    .wait(2)
    .do(story.first, 'object-to-opinion', {
      reasons: '当事人的行为完全符合所引条文规定的情形；相近条文以造成后果为要件，本案没有，不能适用。',
    })
    .wait(2)
    .do(reviewer === 'bai.luoshu' ? 'gu.qingyan' : 'bai.luoshu', 'give-second-opinion', {
      outcome: 'handlers',
      opinion: '承办机构的理由成立：两条的构成要件不同，原定性准确，同意原处理意见。',
    })
}

/** A review in more than one round: for more evidence, with changes, or disputed. */
export const reviewTwice = (ordinary: Ordinary): void =>
  ([supplemented, amended, disputed] as const)[ordinary.story.setting.n % 3]?.(ordinary)

export const serve = ({ story }: Ordinary, more: Readonly<Record<string, unknown>> = {}): void => {
  story.do(story.first, 'serve', {
    officers: story.team,
    way: 'direct',
    place: story.setting.party.address,
    receiver: story.who,
    relation: 'self',
    proof: [],
    ...more,
  })
}

export const approve = ({ story, leader }: Ordinary): void => {
  story.wait(1).do(leader, 'approve-proposal', { opinion: '同意处罚建议，请依法告知当事人。' })
}

export const issueNotice = ({ story, scene }: Ordinary): void => {
  story.do(story.first, 'issue-notice', { explanation: scene.explanation })
}

export const notice = (ordinary: Ordinary): void => {
  approve(ordinary)
  issueNotice(ordinary)
  ordinary.story.wait(2)
  serve(ordinary)
}

export const defend = ({ story }: Ordinary): void => {
  story
    .wait(2)
    .do(story.first, 'hear-defence', {
      officers: story.team,
      from: story.ago(40),
      until: story.ago(5),
      place: story.unitName,
      person: story.who,
      content: '我们认识到错误，已经整改，经营确实困难，请求再给予从轻处理。',
      files: [],
      signed: 'signed',
    })
    .wait(2)
    .do(story.first, 'recheck', {
      officers: story.team,
      result: 'rejected',
      reasons: '提出处罚建议时已充分考虑当事人改正情况和货值金额，陈述申辩理由不足以改变裁量阶次，不予采纳。',
    })
}

export const decide = ({ story, leader }: Ordinary): void => {
  story.wait(7).do(leader, 'make-decision', { opinion: '同意，按处罚建议作出行政处罚决定。' })
}

export const serveDecision = (ordinary: Ordinary): void => {
  ordinary.story.wait(2)
  serve(ordinary)
}

export const publish = ({ story }: Ordinary): void => {
  publishing(story.wait(story.setting.random.below(12) === 0 ? 14 : 3))
}

export const pay = ({ story, fine }: Ordinary, amount = fine): void => {
  const { random, n } = story.setting
  story.wait(4).do(story.first, 'record-payment', (_state, at) => ({
    amount,
    on: dayOf(at),
    channel: n % 3 === 0 ? 'bank' : 'electronic',
    receipt: `浙财缴 ${String(20_260_000 + n * 37 + random.below(9))}`,
    files: [],
  }))
}

export const close = (
  { story, leader }: Ordinary,
  result = 'performed',
  summary = '罚款已全部缴清，违法行为已改正。',
): void => {
  story
    .wait(2)
    .do(story.first, 'propose-closing', { result, summary })
    .wait(2)
    .do(leader, 'approve-closing', { opinion: '同意结案，请按规定立卷归档。' })
  archive(story)
}

export const ask = (
  { story, leader }: Ordinary,
  matter: string,
  data: Readonly<Record<string, unknown>>,
  opinion: string,
): void => {
  story.do(story.first, `ask-${matter}`, data).wait(1).do(leader, `answer-${matter}`, { answer: 'granted', opinion })
}

/** From the clue to the served notice, as most cases go. */
export const untilNotice = (ordinary: Ordinary): void => {
  clue(ordinary)
  file(ordinary)
  investigate(ordinary)
  report(ordinary)
  review(ordinary)
  notice(ordinary)
}

/** From the clue to the decision on the portal, not yet paid. */
export const untilPublished = (ordinary: Ordinary): void => {
  untilNotice(ordinary)
  decide(ordinary)
  serveDecision(ordinary)
  publish(ordinary)
}
