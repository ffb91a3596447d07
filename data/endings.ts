import { officers } from './bureau.ts'
import {
  confirmAddress,
  demoAccount,
  extractData,
  identify,
  requestMaterials,
  sampleAndTest,
} from './evidence-story.ts'
import { pointsOf } from './guides.ts'
import { drugScene, firmAndManager } from './joint-story.ts'
import {
  approve,
  ask,
  close,
  clue,
  decide,
  defend,
  document,
  excuse,
  file,
  investigate,
  issueNotice,
  notice,
  type Ordinary,
  pay,
  publish,
  report,
  review,
  reviewTwice,
  serve,
  serveDecision,
  untilNotice,
  untilPublished,
} from './ordinary-story.ts'
import { endedEarly } from './publication-story.ts'
import { remedy } from './remedy-story.ts'
import { licenceScene, type Scene, type Trade } from './scenes/index.ts'

const nameOf = (username: string): string => officers.find((each) => each.username === username)?.data.name ?? username

const paidAndClosed = (ordinary: Ordinary): void => {
  pay(ordinary)
  close(ordinary)
}

const reportOtherwise = (ordinary: Ordinary, handling: string, ground: string, reasons: string): void => {
  const { story, scene } = ordinary
  excuse(ordinary)
  story.wait(2).do(story.first, 'report-otherwise', {
    officers: story.team,
    course: '立案后，办案人员到现场检查，询问了当事人，提取了有关书证、照片。',
    facts: scene.facts,
    nature: scene.nature,
    handling,
    ground,
    reasons,
  })
}

const hearing = (ordinary: Ordinary): void => {
  const { story, leader } = ordinary
  const chair = 'gu.qingyan' === ordinary.reviewer ? 'bai.luoshu' : 'gu.qingyan'
  const [from, until] = [9, 11]
  story
    .wait(3)
    .do(story.first, 'request-hearing', (_state, at) => ({
      on: at.slice(0, 10),
      way: 'written',
      reasons: '对违法行为的认定和罚款数额有异议，要求听证。',
      files: [document(story, '听证申请书.png')],
    }))
    .wait(1)
    .do(leader, 'appoint-chair', { chair, members: [] })
    .wait(1)
    .do(story.first, 'hand-file-to-chair', { complete: true })
    .wait(1)
  const time = story.timeIn(11, from, 30)
  story
    .do(chair, 'schedule-hearing', { time, place: '澄州市市场监督管理局听证室', open: 'open', recorder: 'qiu.anlan' })
    .wait(1)
  serve(ordinary)
  story
    .wait(1)
    .do(chair, 'announce-hearing', (_state, at) => ({ on: at.slice(0, 10), where: '本局门户网站', files: [] }))
  story.wait(9)
  story.wait(0)
  const ended = story.timeIn(0, until)
  story
    .do(story.first, 'show-certificates', {
      officers: story.team,
      occasion: 'service',
      place: '澄州市市场监督管理局听证室',
      shownTo: story.who,
      rightsTold: true,
      recusalAsked: 'no',
    })
    .wait(1)
    .do(chair, 'hold-hearing', {
      from: time,
      until: ended,
      present: [
        ...story.team.map((username) => ({ role: 'handler', name: nameOf(username) })),
        { role: 'party', name: story.who },
      ],
      discipline: true,
      charge: `${ordinary.scene.facts}办案人员建议罚款 ${ordinary.fine / 100} 元。`,
      defence: '我们不是故意的，已经整改，数额偏高，请求从轻。',
      examination: '当事人对现场笔录、进货记录的真实性没有异议。',
      debate: '办案人员认为处罚建议符合裁量基准；当事人认为应当考虑经营困难。',
      last: '办案人员坚持处罚建议；当事人请求从轻。',
      signed: 'signed',
      files: [],
    })
    .wait(2)
    .do(chair, 'report-hearing', {
      course: '听证公开举行，各方充分陈述、质证和辩论。',
      views: '认为罚款数额偏高，请求从轻处罚。',
      advice: 'maintain',
      reasons: '处罚建议已经适用从轻阶次，当事人的意见不足以改变裁量。',
    })
  review(ordinary)
  approve(ordinary)
  story.wait(1).do(leader, 'discuss-collectively', {
    place: '局会议室',
    members: [
      { name: '蒋思齐', view: '同意处罚建议。' },
      { name: '何闻舟', view: '同意，裁量适当。' },
    ],
    conclusion: '同意按处罚建议作出决定。',
  })
  story.do(leader, 'make-decision', { opinion: '经集体讨论，同意按处罚建议作出行政处罚决定。' })
  serveDecision(ordinary)
  publish(ordinary)
  paidAndClosed(ordinary)
}

/** What a measure on the spot is recorded with, as it mostly goes. */
const onTheSpot = ({ story }: Ordinary) => ({
  officers: story.team,
  from: story.ago(28),
  until: story.ago(4),
  place: story.setting.party.address,
  presence: 'present',
  presentPerson: story.who,
  approval: 'approved',
  signed: 'signed',
  recording: [document(story, '现场照片.png')],
})

const settleGoods = ({ story }: Ordinary, name: string, outcome: 'returned' | 'destroyed', receiver: string): void => {
  story.wait(1).do(story.first, 'settle-goods', {
    officers: story.team,
    place: '稽查支队涉案物品仓库',
    things: [{ no: 1, name, outcome }],
    receiver,
    signed: 'signed',
    proceeds: 0,
    files: [document(story, outcome === 'returned' ? '领取清单.png' : '销毁照片.png')],
  })
}

const late = (ordinary: Ordinary): void => {
  const { story } = ordinary
  story
    .wait(16)
    .do(story.first, 'add-surcharge', { amount: 0, reasons: '刚刚逾期，先催告。' })
    .do(story.first, 'demand-performance', { explanation: '请自收到本催告书之日起十个工作日内履行处罚决定。' })
    .wait(2)
  serve(ordinary)
}

/** A second breach that comes up beside the first. */
const second = { item: licenceScene.item, fine: 100_000, condition: 'refused' } as const

const findSecond = (ordinary: Ordinary): void =>
  ask(
    ordinary,
    'another-violation',
    {
      item: second.item,
      facts: '现场检查同时发现当事人没有将营业执照置于醒目位置。',
      reasons: '同一当事人另有违法行为，事实清楚，宜在本案中一并查处。',
    },
    '同意一并查处，分别裁量、合并执行。',
  )

const decideBoth = (ordinary: Ordinary): void => {
  ordinary.story.wait(1).do(ordinary.story.first, 'match-evidence', ({ dossier }) => ({
    matches: pointsOf(second.item, 'inspection', 'documentary')
      .filter((point) => point.startsWith(second.item))
      .map((point) => ({
        point,
        evidence: dossier.evidence.filter(({ kind }) => kind === 'inspection').map(({ id }) => id),
      })),
  }))
  report(ordinary, undefined, [
    { ...second, kinds: ['fine'], gains: 0, step: 'lighter', reasons: '首次违法，当场改正。' },
  ])
  review(ordinary)
  notice(ordinary)
  decide(ordinary)
  serveDecision(ordinary)
  publish(ordinary)
  pay(ordinary, ordinary.fine + second.fine)
  close(ordinary)
}

const noPenalty = (ordinary: Ordinary): void => {
  reportOtherwise(
    ordinary,
    'no-penalty',
    'first',
    '当事人初次违法，数量少，危害后果轻微，检查当日即下架整改，符合首违不罚的条件。',
  )
  review(ordinary)
  ordinary.story.wait(1).do(ordinary.leader, 'decide-otherwise', {
    opinion: '同意不予行政处罚，做好教育。',
    education: '请认真学习有关规定，建立每日自查制度，今后不再发生同类行为。',
  })
  serveDecision(ordinary)
  close(ordinary, 'other-decision', '不予行政处罚决定已送达，当事人已接受教育。')
}

/** How cases of a year end: by name, how many of a hundred, and the clicks. Money that is asked for is computed then. */
export const endings: Readonly<
  Record<
    string,
    {
      readonly share: number
      /** `beside` is the case beside this one, where there is one. */
      readonly tell: (ordinary: Ordinary, beside: number) => void
      /** Another case about the same party, told by a story of its own. */
      readonly beside?: { readonly scene: Scene; readonly tell: (ordinary: Ordinary) => void }
      /** So many days ago it began at least: what takes long is told to its end. */
      readonly takes?: number
      readonly hearing?: true
      /** The item that it is about, where not any will do. */
      readonly item?: string
      readonly scene?: Scene
      /** About a firm of this trade. */
      readonly trade?: Trade
    }
  >
> = {
  'firm-and-manager': {
    share: 1,
    takes: 150,
    scene: drugScene,
    trade: 'drugs',
    tell: firmAndManager,
  },
  plain: {
    share: 17,
    tell(ordinary) {
      untilPublished(ordinary)
      paidAndClosed(ordinary)
      endedEarly(ordinary)
    },
  },
  'two-violations': {
    share: 2,
    tell(ordinary) {
      const { story } = ordinary
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      findSecond(ordinary)
      decideBoth(ordinary)
      story
        .wait(6)
        .do(story.first, 'supplement-dossier', {
          title: '当事人整改情况报告',
          author: story.setting.party.name,
          volume: 'main',
          reasons: '当事人于结案后报来整改情况，应当归入本案。',
          files: [document(story, '整改情况报告.png')],
        })
        .wait(1)
        .do('mu.tingsong', 'check-dossier', { result: 'kept', note: '补充材料已入卷。' })
    },
  },
  tested: {
    share: 2,
    item: 'unlabelled-food',
    tell(ordinary) {
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      confirmAddress(ordinary)
      sampleAndTest(ordinary)
      report(ordinary)
      review(ordinary)
      approve(ordinary)
      issueNotice(ordinary)
      const { story } = ordinary
      story.wait(1)
      serve(ordinary, {
        way: 'electronic',
        account: demoAccount,
        place: '手机短信',
        proof: [document(story, '短信送达截屏.png')],
      })
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
  identified: {
    share: 3,
    item: 'trade-mark',
    tell(ordinary) {
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      extractData(ordinary)
      identify(ordinary)
      requestMaterials(ordinary)
      report(ordinary)
      review(ordinary)
      notice(ordinary)
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
  defended: {
    share: 9,
    tell(ordinary) {
      untilNotice(ordinary)
      defend(ordinary)
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
  'sent-back': {
    share: 8,
    tell(ordinary) {
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      report(ordinary)
      reviewTwice(ordinary)
      notice(ordinary)
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
  corrected: {
    share: 5,
    tell(ordinary) {
      const { story } = ordinary
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      story.do(story.first, 'order-correction', {
        officers: story.team,
        breach: ordinary.scene.violation,
        measures: '立即停止违法行为，完善进货查验和定期自查制度。',
        by: story.dayIn(6),
      })
      story.wait(1)
      serve(ordinary)
      story.wait(7).do(story.first, 'recheck-correction', {
        officers: story.team,
        result: 'corrected',
        found: '已按要求改正，建立了自查记录。',
        photos: [story.setting.photo],
      })
      report(ordinary)
      review(ordinary)
      notice(ordinary)
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
  hearing: {
    share: 5,
    hearing: true,
    tell(ordinary) {
      untilNotice(ordinary)
      hearing(ordinary)
    },
  },
  'not-filed': {
    share: 5,
    tell(ordinary) {
      clue(ordinary, { source: 'report', reporter: '林晓舟' })
      ordinary.story
        .wait(1)
        .do(ordinary.leader, 'decline-filing', {
          ground: 'minor',
          opinion: '违法行为轻微，当场改正，没有造成危害后果，不予立案。',
        })
        .wait(2)
        .do(ordinary.story.first, 'tell-reporter', {
          way: 'letter',
          content: '您举报的线索经核查，当事人已当场改正，没有造成危害后果，本局决定不予立案。',
          files: [],
        })
    },
  },
  'no-penalty': {
    share: 7,
    tell(ordinary) {
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      noPenalty(ordinary)
    },
  },
  transferred: {
    share: 2,
    tell(ordinary) {
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      reportOtherwise(ordinary, 'transferred', 'elsewhere', '经查，涉案行为依法由其他行政管理部门管辖。')
      review(ordinary)
      ordinary.story
        .wait(1)
        .do(ordinary.leader, 'decide-otherwise', { opinion: '同意移送。', recipient: '澄州市农业农村局' })
        .wait(3)
        .do(ordinary.story.first, 'record-transfer-receipt', { receiver: '澄州市农业农村局执法队', note: '已签收。' })
      close(ordinary, 'other-decision', '案件已移送，受移送部门已签收。')
    },
  },
  seized: {
    share: 3,
    item: 'trade-mark',
    tell(ordinary) {
      const { story } = ordinary
      const name = '标有涉案商标的收纳箱'
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      ask(
        ordinary,
        'seizure-approval',
        {
          kind: 'seize',
          power: '《商标法》第六十二条第一款第四项',
          targets: `${name} 64 个`,
          reasons: '有证据证明是侵犯他人注册商标专用权的物品，可能继续销售。',
        },
        '同意扣押，依法告知权利并全程录像。',
      )
      story.do(story.first, 'seize', {
        ...onTheSpot(ordinary),
        kind: 'seize',
        reasons: '有证据证明上述物品侵犯他人注册商标专用权',
        power: '《商标法》第六十二条第一款第四项',
        days: 30,
        told: true,
        statement: '当事人表示没有意见，愿意配合。',
        course: '办案人员逐箱清点，装箱后加贴封条，当场交付决定书和清单。',
        found: 'place',
        things: [{ name, spec: '60 升', quantity: 64, unit: '个' }],
        related: true,
        seals: 8,
        custody: 'bureau',
        custodyPlace: '稽查支队涉案物品仓库',
      })
      report(ordinary, `${name} 64 个`)
      review(ordinary)
      notice(ordinary)
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      pay(ordinary)
      settleGoods(ordinary, name, 'destroyed', '法规处监销人员')
      close(ordinary)
    },
  },
  kept: {
    share: 2,
    takes: 120,
    tell(ordinary) {
      const { story, leader } = ordinary
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      ask(
        ordinary,
        'keeping-approval',
        { evidence: '进销货台账一册', reasons: '台账只有一份，可能灭失或者以后难以取得。' },
        '同意先行登记保存。',
      )
      story.do(story.first, 'keep-evidence', {
        ...onTheSpot(ordinary),
        reasons: '进销货台账只有一份，证据可能灭失或者以后难以取得',
        things: [{ name: '进销货台账', spec: '本年度', quantity: 1, unit: '册' }],
        custody: 'taken',
        custodyPlace: '稽查支队证物室',
      })
      story
        .wait(2)
        .do(story.first, 'ask-keeping-handling', {
          things: [{ no: 1, name: '进销货台账', handling: 'preserve' }],
          copies: [document(story, '台账复印件.png')],
          reasons: '台账已全部复印，由当事人核对签名。',
        })
        .wait(1)
        .do(leader, 'answer-keeping-handling', { answer: 'granted', opinion: '同意，及时退还。' })
      serve(ordinary)
      settleGoods(ordinary, '进销货台账', 'returned', story.who)
      report(ordinary)
      review(ordinary)
      notice(ordinary)
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
  crime: {
    share: 2,
    item: 'trade-mark',
    tell(ordinary) {
      const { story, leader } = ordinary
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      story
        .wait(2)
        .do(story.first, 'report-crime', {
          officers: story.team,
          crime: '销售假冒注册商标的商品罪',
          facts: '经核实，当事人历次销售金额累计可能达到追诉标准。',
          standard: '销售金额累计达到立案追诉标准，存在犯罪的合理嫌疑。',
        })
        .wait(1)
        .do(leader, 'answer-crime', { answer: 'granted', opinion: '同意移送公安机关。' })
        .do(story.first, 'hand-over-crime', {
          officers: story.team,
          police: '澄州市公安局',
          materials: '涉嫌犯罪案件移送书；调查报告；涉案物品清单。',
          receipt: [document(story, '移送回执.png')],
        })
        .wait(3)
        .do(story.first, 'record-police-answer', {
          answer: 'filed',
          document: `澄公立字〔2026〕${story.setting.n}号`,
          reasons: '有犯罪事实，决定立案侦查。',
          files: [document(story, '立案通知书.png')],
        })
        .wait(30)
        .do(story.first, 'take-case-back', {
          from: 'procuratorate',
          document: `澄检不诉〔2026〕${story.setting.n}号`,
          reasons: '犯罪情节轻微，不需要判处刑罚，建议给予行政处罚。',
          files: [document(story, '检察意见书.png')],
        })
      report(ordinary)
      review(ordinary)
      notice(ordinary)
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
  suspended: {
    share: 2,
    takes: 120,
    tell(ordinary) {
      const { story } = ordinary
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      ask(
        ordinary,
        'suspension',
        { ground: 'other-case', reasons: '当事人与供货商的买卖合同纠纷正在法院审理，货物来源须以判决认定为依据。' },
        '同意中止，判决生效后立即恢复。',
      )
      story.wait(25).do(story.first, 'resume', { reasons: '判决已经生效，货物来源已查清。' })
      report(ordinary)
      review(ordinary)
      notice(ordinary)
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
  terminated: {
    share: 2,
    tell(ordinary) {
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      ask(
        ordinary,
        'termination',
        { ground: 'dissolved', reasons: '当事人已经办理注销登记，没有权利义务承受人。' },
        '同意终止调查。',
      )
      close(ordinary, 'terminated', '当事人已终止，没有权利义务承受人，调查终止。')
    },
  },
  extended: {
    share: 2,
    tell(ordinary) {
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      ordinary.story.wait(40)
      ask(
        ordinary,
        'decision-extension',
        { reasons: '涉案商品需向外省供货商协查，协查结果尚未收到，九十日内不能作出决定。' },
        '同意延长三十日，抓紧办理。',
      )
      ordinary.story.wait(10)
      report(ordinary)
      review(ordinary)
      notice(ordinary)
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
  announced: {
    share: 3,
    tell(ordinary) {
      const { story } = ordinary
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      report(ordinary)
      review(ordinary)
      approve(ordinary)
      issueNotice(ordinary)
      for (const way of ['direct', 'post'])
        story.wait(2).do(story.first, 'record-failed-service', {
          officers: story.team,
          way,
          course: way === 'direct' ? '店铺已关门，邻居称经营者已搬离。' : '邮件因查无此人被退回。',
          files: [],
        })
      story.wait(1).do(story.first, 'announce-service', {
        officers: story.team,
        ground: 'failed',
        course: '直接送达、邮寄送达均未送到。',
        means: 'published',
        where: '本局门户网站',
        files: [],
      })
      story.wait(25)
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
  instalments: {
    share: 4,
    tell(ordinary) {
      const { story, fine } = ordinary
      const half = Math.round(fine / 2 / 10_000) * 10_000
      untilPublished(ordinary)
      ask(
        ordinary,
        'payment-plan',
        {
          way: 'instalments',
          plan: [
            { on: story.dayIn(22), amount: half },
            { on: story.dayIn(44), amount: fine - half },
          ],
          reasons: '经营困难，一次缴清确有困难，申请分两期缴纳。',
          files: [document(story, '分期缴纳申请书.png')],
        },
        '同意分两期缴纳。',
      )
      story.wait(1)
      serve(ordinary)
      story.wait(14)
      pay(ordinary, half)
      story.wait(16)
      pay(ordinary, fine - half)
      close(ordinary)
    },
  },
  demanded: {
    share: 3,
    tell(ordinary) {
      untilPublished(ordinary)
      late(ordinary)
      ordinary.story.wait(6)
      pay(ordinary)
      close(ordinary, 'performed', '经催告，罚款已全部缴清。')
    },
  },
  court: {
    share: 2,
    takes: 330,
    tell(ordinary) {
      const { story } = ordinary
      untilPublished(ordinary)
      late(ordinary)
      story.wait(125).do(story.first, 'apply-to-court', {
        officers: story.team,
        situation: '当事人收到催告书后没有陈述意见，也没有履行。',
        subject: '未缴罚没款。',
      })
      story.wait(20).do(story.first, 'record-court-answer', {
        answer: 'ended',
        document: `（2026）浙9902执${story.setting.n}号`,
        note: '没有可供执行的财产，终结执行。',
        files: [document(story, '执行裁定书.png')],
      })
      close(ordinary, 'court', '人民法院裁定终结执行。')
    },
  },
  upheld: {
    share: 1,
    takes: 150,
    tell(ordinary) {
      untilPublished(ordinary)
      remedy(ordinary.story, 'reconsideration', { result: 'upheld' })
      paidAndClosed(ordinary)
    },
  },
  changed: {
    share: 1,
    takes: 150,
    tell(ordinary) {
      const { story, fine } = ordinary
      const less = Math.round((fine * 0.6) / 10_000) * 10_000
      untilPublished(ordinary)
      remedy(ordinary.story, 'reconsideration', { result: 'changed', fine: less })
      story.wait(2).do('qiu.anlan', 'withdraw-publication', { reason: '处罚决定经行政复议变更，撤回原公示信息。' })
      pay(ordinary, less)
      close(ordinary)
    },
  },
  revoked: {
    share: 1,
    takes: 150,
    tell(ordinary) {
      const { story } = ordinary
      untilPublished(ordinary)
      remedy(ordinary.story, 'suit', { result: 'revoked' })
      story.wait(2).do('qiu.anlan', 'withdraw-publication', { reason: '处罚决定经人民法院判决撤销。' })
      close(ordinary, 'other', '处罚决定被判决撤销，不再处罚。')
    },
  },
  illegal: {
    share: 1,
    takes: 150,
    tell(ordinary) {
      untilPublished(ordinary)
      remedy(ordinary.story, 'suit', { result: 'illegal' })
      ordinary.story
        .wait(2)
        .do('qiu.anlan', 'withdraw-publication', { reason: '人民法院判决确认处罚程序轻微违法，不撤销处罚决定。' })
      paidAndClosed(ordinary)
    },
  },
  'clue-withdrawn': {
    share: 2,
    tell(ordinary) {
      const { story, leader } = ordinary
      clue(ordinary, { source: 'report', reporter: '舒望', suggestion: 'decline' })
      story
        .wait(1)
        .do(leader, 'decline-filing', {
          ground: 'other',
          opinion: '举报人书面撤回举报，经核查没有发现违法行为的证据，不予立案。',
        })
        .wait(1)
        .do(story.first, 'tell-reporter', {
          way: 'phone',
          content: '您已撤回举报；本局经核查没有发现违法行为的证据，决定不予立案。',
          files: [],
        })
    },
  },
  disputed: {
    share: 1,
    takes: 120,
    tell(ordinary) {
      const { story } = ordinary
      clue(ordinary)
      story
        .do(story.first, 'record-jurisdiction-dispute', {
          other: '澄州市临溪县市场监督管理局',
          reasons: '当事人在两地都有经营场所，违法行为发生在本局辖区内的门店。',
        })
        .wait(4)
        .do(story.first, 'settle-jurisdiction', {
          result: 'ours',
          note: '经协商，违法行为发生地在本局辖区，由本局管辖。',
        })
      file(ordinary)
      investigate(ordinary)
      report(ordinary)
      review(ordinary)
      notice(ordinary)
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
  merged: {
    share: 1,
    takes: 150,
    beside: {
      scene: licenceScene,
      tell(other) {
        clue(other)
        file(other)
      },
    },
    tell(ordinary, beside) {
      const { story, leader } = ordinary
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      story
        .wait(4)
        .do(story.first, 'ask-merge', (_state, _at, numberOf) => ({
          other: numberOf(beside),
          reasons: '两案当事人相同，违法行为发生在同一场所，宜一并处理。',
        }))
        .wait(1)
        .do(leader, 'answer-merge', { answer: 'granted', opinion: '同意并案，分别裁量、合并执行。' })
      decideBoth(ordinary)
    },
  },
  split: {
    share: 1,
    takes: 150,
    beside: {
      scene: licenceScene,
      tell(other) {
        other.story.wait(16)
        clue(other)
        file(other)
        investigate(other)
        noPenalty(other)
      },
    },
    tell(ordinary, beside) {
      const { story } = ordinary
      clue(ordinary)
      file(ordinary)
      investigate(ordinary)
      findSecond(ordinary)
      story.wait(2)
      ask(
        ordinary,
        'split',
        { item: second.item, reasons: '执照悬挂情况还要向登记机关核实，不宜拖延本案。' },
        '同意分案，另行立案。',
      )
      report(ordinary)
      review(ordinary)
      notice(ordinary)
      story.wait(8).do(story.first, 'record-split-case', (_state, _at, numberOf) => ({ other: numberOf(beside) }))
      decide(ordinary)
      serveDecision(ordinary)
      publish(ordinary)
      paidAndClosed(ordinary)
    },
  },
}
