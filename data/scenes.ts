/** What happened, as officers would write it: one scene for an item of the list. `{party}` and the like are filled in. */
export interface Scene {
  readonly item: string
  readonly units: readonly string[]
  readonly title: string
  readonly clue: string
  readonly site: string
  readonly answers: readonly (readonly [question: string, answer: string])[]
  readonly exhibit: string
  readonly facts: string
  readonly nature: string
  readonly violation: string
  readonly step: 'lighter' | 'normal' | 'mitigated'
  /** Goods' value, turnover or cost of advertising in yuan, where the law measures by it. */
  readonly value?: number
  /** Those of the item's standard that are met. */
  readonly factors?: readonly string[]
  /** Fine in yuan. */
  readonly fine: readonly [min: number, max: number]
  readonly reasons: string
  readonly explanation: string
}

export const scenes: readonly Scene[] = [
  {
    item: 'unlabelled-food',
    units: ['food', 'dongpu', 'yunling', 'wangjiang'],
    title: '{party}涉嫌经营无标签预包装食品案',
    clue: '日常监督检查中发现货架上有部分预包装食品没有标签，无法查明生产者和生产日期。',
    site: '经营场所约 60 平方米，入口右侧第二组货架上摆放有 18 袋预包装炒货，外包装没有名称、生产日期、保质期和生产者信息。经营者现场未能提供供货者的许可证和合格证明。执法人员对上述食品拍照，要求立即下架。',
    answers: [
      ['这批炒货是什么时候、从哪里购进的？', '上个月初从农贸市场一个流动摊位买的，一共进了 30 袋，每袋 12 元。'],
      ['为什么没有标签？', '当时图便宜，没有注意看，也没有索要票据。'],
      ['已经卖出多少？', '卖出 12 袋，每袋卖 18 元，剩下 18 袋都在这里。'],
    ],
    exhibit: '进货记账本复印件',
    facts:
      '当事人于上月初购进无标签预包装炒货 30 袋，进价每袋 12 元，售价每袋 18 元，至检查时已售出 12 袋，库存 18 袋，货值金额 540 元，违法所得 72 元。当事人在检查当日主动下架剩余食品。',
    nature: '当事人经营无标签的预包装食品，且进货时未查验供货者的许可证和合格证明。',
    violation: '经营无标签的预包装食品',
    step: 'lighter',
    value: 540,
    factors: ['初次违法', '货值金额或者违法所得小', '主动改正并配合调查'],
    fine: [5_000, 9_000],
    reasons: '当事人系初次违法，货值金额小，主动下架并配合调查，未造成危害后果，适用从轻处罚。',
    explanation:
      '食品包装上的标签告诉消费者这是什么、谁做的、什么时候做的、能放多久。没有标签的预包装食品，出了问题无从追查，所以法律不允许销售。您是第一次，数量少，也马上下架了，所以我们按从轻的幅度提出处罚建议。',
  },
  {
    item: 'expired-food',
    units: ['food', 'inspection', 'yunling'],
    title: '{party}涉嫌经营超过保质期的食品案',
    clue: '消费者举报称在该店购买的糕点已经超过保质期，并提供了购物小票和照片。',
    site: '检查发现货架上有 6 盒“朝露”牌绿豆糕，生产日期为今年春季，保质期 90 天，至检查当日已超过保质期 11 天。库房内未发现同批次食品。执法人员当场拍照并要求下架。',
    answers: [
      [
        '这批绿豆糕的进货和销售情况？',
        '春天进了 20 盒，每盒 15 元，卖 22 元。超过保质期以后卖出去 2 盒，就是举报的那位顾客买的。',
      ],
      ['是否定期检查保质期？', '平时每周查一次，这段时间店里换人，漏掉了。'],
    ],
    exhibit: '购物小票及商品照片',
    facts:
      '当事人经营超过保质期的“朝露”牌绿豆糕 8 盒，其中超过保质期后售出 2 盒、每盒 22 元，货值金额 176 元，违法所得 14 元。案发后当事人已向消费者退款并赔偿。',
    nature: '当事人经营超过保质期的食品，主观上属于管理疏忽。',
    violation: '经营超过保质期的食品',
    step: 'mitigated',
    value: 176,
    factors: ['主动消除或者减轻违法行为危害后果', '初次违法'],
    fine: [3_000, 8_000],
    reasons: '当事人主动向消费者退赔，消除危害后果，积极配合查处，符合减轻处罚的法定情形；货值金额小，初次违法。',
    explanation:
      '过了保质期的食品不能再卖，不论卖出多少。法律规定的最低罚款是五万元；因为您主动退赔、数量很少、又是第一次，依法可以在最低数额以下处罚。',
  },
  {
    item: 'no-price-tag',
    units: ['prices', 'dongpu', 'wangjiang'],
    title: '{party}涉嫌未按规定明码标价案',
    clue: '价格巡查中发现该经营场所多数商品没有标明价格。',
    site: '店内在售商品 40 余种，其中 23 种没有标价签或者价目表，包括水果、散装干货等。经营者表示价格由店员口头告知。',
    answers: [
      ['为什么不标价？', '水果价格天天变，觉得麻烦，就没有写。'],
      ['是否知道应当明码标价？', '知道，上半年有人来提醒过，后来忘了。'],
    ],
    exhibit: '现场商品照片',
    facts: '当事人在经营场所销售的 23 种商品未标明价格，经提醒后仍未改正，至立案时持续时间超过一个月。',
    nature: '当事人销售商品未按规定明码标价。',
    violation: '不按规定明码标价',
    step: 'normal',
    fine: [1_800, 3_200],
    reasons: '当事人经提醒后未及时改正，没有从轻、从重情形，适用一般处罚。',
    explanation: '明码标价让顾客买之前就知道要付多少钱。法律要求商品和服务都要标价，没有标价的，可以处五千元以下罚款。',
  },
  {
    item: 'extra-charge',
    units: ['prices', 'wangjiang'],
    title: '{party}涉嫌在标价之外收取未予标明的费用案',
    clue: '12315 平台转来投诉：消费者称结账时被加收未事先告知的“餐位费”。',
    site: '检查当事人的菜单、收银系统和店堂告示，均未标明餐位费；收银系统显示当月收取餐位费 146 笔，每位 3 元。',
    answers: [
      ['餐位费是什么时候开始收的？', '上个月一号开始，收银系统里加了一项。'],
      ['是否事先告知顾客？', '没有写在菜单上，有人问才说。'],
    ],
    exhibit: '收银系统记录打印件',
    facts:
      '当事人自上月一日起向消费者收取未予标明的餐位费 146 笔，共计 1,284 元。案发后已停止收取，并通过会员系统退还可以联系到的消费者 960 元。',
    nature: '当事人在标价之外收取未予标明的费用。',
    violation: '收取未予标明的费用',
    step: 'lighter',
    fine: [800, 1_400],
    reasons: '当事人及时停止并主动退还大部分费用，适用从轻处罚。',
    explanation: '没有事先标明的费用不能收。您已经停收并退还了大部分，所以建议按从轻的幅度处罚。',
  },
  {
    item: 'trade-mark',
    units: ['inspection'],
    title: '{party}涉嫌销售侵犯注册商标专用权的商品案',
    clue: '权利人投诉并提供购买样品，称当事人销售的家居用品侵犯其注册商标专用权。',
    site: '仓库内发现标有涉案商标的收纳箱 64 个，当事人未能提供授权文件。权利人代表到场辨认，出具书面意见认为不是其生产或者许可生产的产品。',
    answers: [
      ['货从哪里来？', '网上批发的，卖家说是尾货，没有授权书。'],
      ['销售情况？', '进了 100 个，卖了 36 个，每个 45 元。'],
    ],
    exhibit: '权利人辨认意见和进货记录',
    facts:
      '当事人购进标有涉案商标的收纳箱 100 个，售出 36 个，每个 45 元，违法经营额 4,500 元。经权利人辨认，上述商品侵犯其注册商标专用权。',
    nature: '当事人销售侵犯注册商标专用权的商品，未能说明合法来源。',
    violation: '销售侵犯注册商标专用权的商品',
    step: 'lighter',
    value: 4_600,
    factors: ['初次违法', '能够说明商品的提供者'],
    fine: [8_000, 30_000],
    reasons: '违法经营额较小，初次违法，配合调查，适用从轻处罚。',
    explanation: '使用别人的注册商标要经过许可。销售侵权商品，即使不是自己生产，不能证明合法来源的也要承担责任。',
  },
  {
    item: 'false-promotion',
    units: ['inspection', 'yunling'],
    title: '{party}涉嫌对商品作引人误解的宣传案',
    clue: '网络监测发现当事人在宣传页面使用没有依据的功效表述。',
    site: '检查当事人的宣传页面和店内海报，载有“七天见效”“九成顾客复购”等内容，当事人现场未能提供依据。',
    answers: [
      ['“七天见效”的依据是什么？', '供货商这么说的，没有检测报告。'],
      ['海报什么时候挂出来的？', '两个月前，做活动的时候印的。'],
    ],
    exhibit: '宣传页面截屏和海报照片',
    facts: '当事人在宣传中使用没有事实依据的功效和数据表述，持续约两个月，期间涉及商品销售额 6,200 元。案发后已撤下。',
    nature: '当事人对商品作引人误解的宣传。',
    violation: '对商品作引人误解的宣传',
    step: 'lighter',
    factors: ['初次违法', '主动改正并配合调查'],
    fine: [5_000, 20_000],
    reasons: '当事人及时撤下宣传内容，社会影响较小，适用从轻处罚。',
    explanation: '宣传要有依据，不能让人误以为有这样的效果。您撤下得及时，所以建议按从轻的幅度处罚。',
  },
  {
    item: 'quoted-ad',
    units: ['advertising', 'inspection'],
    title: '{party}涉嫌发布引证内容未表明出处的广告案',
    clue: '广告监测发现当事人发布的广告引用统计数据而未标明出处。',
    site: '当事人在自营公众号发布的广告中称“销量同比增长 240%”“全市家庭首选”，页面没有标明数据来源。',
    answers: [
      ['数据从哪里来？', '是根据自己店里的记录算的，没有第三方报告。'],
      ['广告发布多久了？', '二十多天，阅读量一千多。'],
    ],
    exhibit: '广告页面截屏',
    facts:
      '当事人在自营公众号发布广告，引用“销量同比增长 240%”等数据而未表明出处，发布 23 天，阅读 1,340 次，未收取广告费用。',
    nature: '当事人发布的广告引证内容未表明出处。',
    violation: '广告引证内容未表明出处',
    step: 'lighter',
    factors: ['初次违法', '广告发布时间短、受众少'],
    fine: [3_000, 9_000],
    reasons: '发布时间短，影响范围小，主动删除，适用从轻处罚。',
    explanation: '广告里引用的数据要真实，并且写清楚从哪里来，让看广告的人可以查证。',
  },
]

/** What comes up beside another breach: a case of its own that joins, or one that was split off. */
export const licenceScene: Scene = {
  item: 'licence-not-shown',
  units: ['dongpu', 'yunling', 'wangjiang', 'inspection'],
  title: '{party}涉嫌未将营业执照置于醒目位置案',
  clue: '巡查中发现该经营场所没有在醒目位置悬挂营业执照，也没有出示电子营业执照。',
  site: '经营场所入口、收银台和墙面均未见营业执照；经营者从抽屉中取出营业执照正本，登记事项与实际一致。',
  answers: [
    ['营业执照为什么没有挂出来？', '上个月重新粉刷墙面，取下来以后忘了挂回去。'],
    ['是否知道应当置于醒目位置？', '知道，这次是疏忽。'],
  ],
  exhibit: '营业执照复印件和现场照片',
  facts: '当事人因装修将营业执照取下后未及时挂回，持续约一个月，检查当日即改正。',
  nature: '当事人未将营业执照置于经营场所醒目位置。',
  violation: '未将营业执照置于经营场所醒目位置',
  step: 'lighter',
  fine: [500, 1_000],
  reasons: '当事人初次违法，当场改正，没有造成危害后果。',
  explanation: '营业执照挂在醒目的地方，是让顾客知道和谁做买卖。请马上挂回去。',
}
