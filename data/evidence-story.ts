import { document, type Ordinary, serve } from './ordinary-story.ts'

/** The number to which the demo's papers are sent. */
export const demoAccount = '13900000000'

export const confirmAddress = ({ story }: Ordinary): void => {
  const { party } = story.setting
  story.do(story.first, 'confirm-address', {
    whom: party.name,
    receiver: story.who,
    phone: demoAccount,
    address: party.address,
    agreed: true,
    accounts: [{ kind: 'sms', account: demoAccount }],
    told: true,
    signed: true,
    files: [document(story, '送达地址确认书.png')],
  })
}

/** Samples are taken, tested for a fortnight with the party told, and found to be sound: what was wrong is the label alone. */
export const sampleAndTest = (ordinary: Ordinary): void => {
  const { story } = ordinary
  story
    .wait(1)
    .do(story.first, 'take-sample', {
      officers: story.team,
      from: story.ago(28),
      until: story.ago(4),
      place: story.setting.party.address,
      presence: 'present',
      presentPerson: story.who,
      samples: [
        {
          name: '无标签炒货',
          spec: '约 400 克／袋',
          base: 18,
          quantity: 6,
          reserve: 2,
          unit: '袋',
          seal: `澄抽 ${1000 + story.setting.n}`,
        },
      ],
      method: '从货架同批待销食品中随机抽取。',
      price: 10_800,
      custody: '样品室，常温避光',
      signed: 'signed',
      recording: [document(story, '抽样照片.png')],
    })
    .do(story.first, 'entrust-test', {
      officers: story.team,
      kind: 'inspection',
      body: { name: '澄州市食品检验研究院', standing: 'qualified', proof: 'CMA 261199010001' },
      matter: '酸价、过氧化值、霉菌',
      standard: 'GB 19300—2014《食品安全国家标准 坚果与籽类食品》',
      source: 'sampled',
      samples: [{ name: '无标签炒货', spec: '约 400 克／袋', quantity: 4, unit: '袋' }],
      by: story.dayIn(12),
    })
    .wait(1)
  serve(ordinary)
  story.wait(9).do(story.first, 'record-test-result', (_state, at) => ({
    report: `SP2026-${String(story.setting.n).padStart(4, '0')}`,
    on: at.slice(0, 10),
    conclusion: 'conforming',
    finding: '所检项目符合 GB 19300—2014 的要求。',
    signed: true,
    remedy: 'none',
    files: [document(story, '检验报告.png')],
  }))
  story.wait(1)
  serve(ordinary)
}

/** The sales records of the till are taken with their hashes. */
export const extractData = ({ story }: Ordinary): void => {
  story.wait(1).do(story.first, 'extract-data', {
    officers: story.team,
    from: story.ago(28),
    until: story.ago(4),
    place: story.setting.party.address,
    name: '网店后台订单记录',
    holder: story.who,
    source: '当事人网店后台，由当事人登录',
    way: 'printed',
    reason: '数据保存在平台服务器上，不能收集原始载体。',
    course: '由当事人登录后台，按商品名称查询订单，逐页截屏并导出，当场核对并计算校验值。',
    proves: '涉案商品的购进和销售数量、金额',
    files: [document(story, '订单记录截屏.png')],
    checked: true,
    signed: 'signed',
    recording: [],
  })
}

/** Whose mark it is says that the goods are not theirs. */
export const identify = (ordinary: Ordinary): void => {
  const { story } = ordinary
  const holder = '澄州市青梧家居有限公司'
  story
    .wait(1)
    .do(story.first, 'ask-identification', {
      officers: story.team,
      kind: 'goods',
      holder,
      right: '第 00000002 号“青梧”注册商标',
      things: [{ name: '标有涉案商标的收纳箱', spec: '60 升', quantity: 2, unit: '个' }],
      matter: '上述物品是否为你单位生产或者许可生产的产品，并说明理由。',
      by: story.dayIn(8),
    })
    .wait(1)
  serve(ordinary, { place: '澄州市云岭区梧桐路 3 号', receiver: '青梧家居收发室', relation: 'clerk' })
  story.wait(4).do(story.first, 'record-identification', {
    opinion: 'counterfeit',
    finding: '模具编号、标签印刷与真品不同，不是本公司生产或者许可生产的产品。',
    person: '梧小青',
    authorised: true,
    files: [document(story, '辨认意见书.png')],
  })
}

export const requestMaterials = (ordinary: Ordinary): void => {
  const { story } = ordinary
  story.do(story.first, 'request-materials', {
    officers: story.team,
    to: story.setting.party.name,
    materials: '1.涉案商品的进货票据、付款凭证；\n2.供货者的名称、地址和联系方式；\n3.商标使用许可文件。',
    by: story.dayIn(5),
  })
  serve(ordinary)
  story.wait(4).do(story.first, 'record-materials', {
    result: 'partly',
    course: '提供了付款凭证和供货者的网店名称，未能提供商标使用许可文件。',
    provider: story.who,
    kind: 'documentary',
    proves: '购进涉案商品的数量和金额，没有取得许可',
    signed: true,
    files: [document(story, '付款凭证.png')],
  })
}
