import { dayOf } from '../src/calendar/index.ts'
import { identityCardCheckDigit } from '../src/kernel/index.ts'
import {
  approve,
  ask,
  close,
  clue,
  decide,
  file,
  investigate,
  issueNotice,
  type Ordinary,
  publish,
  review,
} from './ordinary-story.ts'
import type { Scene } from './scenes/index.ts'

const yuan = (n: number) => n * 100

/** 药品管理法 art. 126: where it is grave, the firm is fined, and who answers for it loses what he was paid and is fined a part of it. */
export const drugScene: Scene = {
  item: 'drug-practice',
  units: ['quality', 'inspection'],
  title: '{party}涉嫌未遵守药品经营质量管理规范案',
  clue: '监督检查发现当事人冷藏药品储存温度记录连续多日缺失，部分记录系事后补填。',
  site: '冷藏柜温度记录仪已断电，近 30 日记录缺失；纸质记录由同一人一次性补填；冷藏药品 46 盒仍在销售。',
  answers: [
    ['温度记录为什么缺失？', '记录仪坏了没有及时修，质量负责人让店员照着以前的数字补写。'],
    ['这段时间的冷藏药品怎样处理的？', '一直正常销售，没有隔离。'],
  ],
  exhibit: '温湿度记录、销售记录和岗位职责文件',
  facts: '当事人冷藏柜温度记录仪断电 30 日，期间继续销售冷藏药品；质量负责人决定并组织店员补填温度记录，属情节严重。',
  nature: '当事人未遵守药品经营质量管理规范，情节严重；质量负责人对该违法行为直接负责。',
  violation: '未遵守药品经营质量管理规范',
  step: 'lighter',
  factors: ['初次违法', '主动改正并配合调查'],
  fine: [550_000, 900_000],
  reasons: '初次违法，案发后立即停售、召回并更换设备，配合调查，适用从轻处罚。',
  explanation:
    '冷藏药品温度失控会失效，甚至有害。记录不能补造，管质量的人更不能带头这样做，所以单位和个人都要承担责任。',
}

const income = yuan(60_000)
const personalFine = yuan(12_000)

/** A firm and the person in charge of quality, who joins in the investigation; each is told, heard, served, pays for itself. */
export const firmAndManager = (ordinary: Ordinary): void => {
  const { story, scene, fine } = ordinary
  const { n, party } = story.setting
  const id17 = `3399011986${String(1 + (n % 9)).padStart(2, '0')}12${String(300 + n).padStart(3, '0')}`
  const manager = {
    kind: 'person',
    name: '虞静姝',
    idNumber: id17 + identityCardCheckDigit(id17),
    address: `澄州市云岭区听松路 ${20 + n} 号`,
    phone: '15499990000',
    role: 'responsible',
  }
  const toFirm = { place: party.address, receiver: story.who }
  const toManager = { place: manager.address, receiver: manager.name }
  const hand = (to: typeof toFirm) =>
    story.do(story.first, 'serve', { officers: story.team, way: 'direct', relation: 'self', proof: [], ...to })

  clue(ordinary)
  file(ordinary)
  investigate(ordinary)
  ask(
    ordinary,
    'joint-party',
    {
      party: manager,
      facts: '虞静姝系当事人质量负责人，决定并组织补填温度记录，对违法行为直接负责。',
      reasons: '依照《药品管理法》第一百二十六条，情节严重的应当同时处罚直接负责的主管人员。',
    },
    '同意追加，分别裁量、分别处罚。',
  )
  story.wait(2).do(story.first, 'report-investigation', {
    officers: story.team,
    course: '立案后，办案人员到现场检查，询问了有关人员，提取了有关书证、照片，违法事实已经查明。',
    facts: scene.facts,
    ended: story.setting.start,
    nature: scene.nature,
    violation: scene.violation,
    penalty: {
      party: 'party-1',
      kinds: ['fine'],
      condition: 'serious',
      factors: scene.factors,
      step: scene.step,
      fine,
      gains: 0,
      reasons: scene.reasons,
    },
    otherPenalties: [
      {
        party: 'party-2',
        item: scene.item,
        kinds: ['fine', 'confiscate-gains'],
        condition: 'serious',
        baseValue: income,
        factors: ['主动改正并配合调查'],
        step: 'lighter',
        fine: personalFine,
        gains: income,
        reasons: '决定并组织补填记录，没收违法行为发生期间自本单位所获收入；配合调查，罚款适用从轻幅度。',
      },
    ],
  })
  review(ordinary)
  approve(ordinary)
  issueNotice(ordinary)
  story.wait(1)
  // The paper that was made last is served first: the manager's.
  hand(toManager)
  hand(toFirm)
  story
    .wait(2)
    .do(story.first, 'hear-defence', {
      officers: story.team,
      from: story.ago(40),
      until: story.ago(5),
      place: story.unitName,
      person: `${manager.name}（质量负责人）`,
      content: '我认识到错误。记录仪损坏后我报修过，请求考虑这一情节，从轻处理。',
      files: [],
      signed: 'signed',
    })
    .do(story.first, 'waive-defence', {
      way: 'written',
      confirmed: true,
      files: [{ ...story.setting.photo, name: '放弃陈述申辩、听证声明.png' }],
    })
    .wait(1)
    .do(story.first, 'recheck', {
      party: 'party-2',
      officers: story.team,
      result: 'rejected',
      reasons: '报修情况属实，提出处罚建议时已经考虑；其组织补造记录的事实清楚，不足以改变裁量阶次，不予采纳。',
    })
    .do(ordinary.leader, 'discuss-collectively', {
      place: '局会议室',
      members: [
        { name: '江思齐', view: '同意处罚建议，单位和个人分别处罚。' },
        { name: '何问舟', view: '同意，对各当事人的裁量适当。' },
      ],
      conclusion: '同意对单位和质量负责人分别处罚。',
    })
  decide(ordinary)
  story.wait(2)
  hand(toManager)
  hand(toFirm)
  publish(ordinary)
  const paid = (amount: number, more: number) =>
    story.do(story.first, 'record-payment', (_state, at) => ({
      amount,
      on: dayOf(at),
      channel: 'bank',
      receipt: `浙财缴 ${20_270_000 + n * 37 + more}`,
      files: [],
    }))
  story.wait(4)
  paid(income + personalFine, 1)
  story.wait(2)
  paid(fine, 2)
  close(ordinary, 'performed', '单位和质量负责人的罚没款均已缴清，冷链设备和记录制度已经整改。')
}
