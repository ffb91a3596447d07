import type { RegistryData } from '../src/registry/index.ts'

type Item = RegistryData<'item'>
type Cited = Item['breached'][number]
type Allowed = Item['penalties'][number]

/** 食品安全法 34 1 10 → its citation. */
const cite = (text: string): Cited => {
  const [law = '', article, paragraph, point] = text.split(' ')
  return {
    law,
    article: Number(article),
    ...(paragraph === undefined ? {} : { paragraph: Number(paragraph) }),
    ...(point === undefined ? {} : { item: Number(point) }),
  }
}

const yuan = (n: number) => n * 100
type Condition = NonNullable<Allowed['condition']>
const when = (condition: Condition | undefined) => (condition === undefined ? {} : { condition })

/** Between amounts in yuan. */
const amount = (min: number, max: number, condition?: Condition): Allowed => ({
  kind: 'fine',
  ...when(condition),
  min: yuan(min),
  max: yuan(max),
})
/** A multiple of a base, in percent, from an amount of the base in yuan on. */
const times = (
  base: NonNullable<Allowed['base']>,
  [minPercent, maxPercent]: readonly [min: number | undefined, max: number],
  more: { readonly from?: number; readonly floor?: number; readonly condition?: Condition } = {},
): Allowed => ({
  kind: 'fine',
  ...when(more.condition),
  base,
  ...(more.from === undefined ? {} : { from: yuan(more.from) }),
  ...(minPercent === undefined ? {} : { minPercent }),
  maxPercent,
  ...(more.floor === undefined ? {} : { floor: yuan(more.floor) }),
})
/** An amount while the base is below so many yuan, a multiple of it from there on. */
const tiers = (
  base: NonNullable<Allowed['base']>,
  below: number,
  low: readonly [min: number, max: number],
  high: readonly [min: number | undefined, max: number],
): readonly Allowed[] => [
  { kind: 'fine', base, below: yuan(below), min: yuan(low[0]), max: yuan(low[1]) },
  times(base, high, { from: below }),
]

const warning: Allowed = { kind: 'warning' }
const gains: Allowed = { kind: 'confiscate-gains' }
const goods: Allowed = { kind: 'confiscate-goods' }
const stop: Allowed = { kind: 'stop-business' }
const revoke: Allowed = { kind: 'revoke-licence' }

/** Factors that every standard of this bureau knows, and those of a field. */
const factors = {
  none: ['违法行为轻微并及时改正，没有造成危害后果', '初次违法且危害后果轻微并及时改正'],
  mitigated: ['主动消除或者减轻违法行为危害后果', '主动供述行政机关尚未掌握的违法行为', '配合查处违法行为有立功表现'],
  lighter: ['初次违法', '货值金额或者违法所得小', '主动改正并配合调查'],
  normal: ['没有从轻、从重情形'],
  heavier: ['两年内因同类违法行为受过处罚', '妨碍、逃避或者抗拒检查', '造成较大社会影响'],
} as const
const fieldFactors: Readonly<Record<string, Readonly<Partial<Record<keyof typeof factors, readonly string[]>>>>> = {
  食品: {
    lighter: ['能够说明进货来源并提供供货者的许可证'],
    heavier: ['涉及婴幼儿、老年人等特定人群的食品', '造成食源性疾病'],
  },
  价格: { lighter: ['及时退还多收价款'], heavier: ['在节假日或者突发事件期间实施'] },
  广告: { lighter: ['广告发布时间短、受众少'], heavier: ['涉及医疗、药品、保健食品'] },
  商标: { lighter: ['能够说明商品的提供者'], heavier: ['五年内实施两次以上商标侵权行为'] },
  产品质量: { lighter: ['主动召回已售出的产品'], heavier: ['产品存在危及人身、财产安全的危险'] },
  特种设备: { lighter: ['设备没有安全隐患'], heavier: ['设备在学校、医院、车站等公众聚集场所'] },
  消费者权益: { lighter: ['主动赔偿消费者'], heavier: ['受损害的消费者人数较多'] },
  登记: { lighter: ['经营时间短、规模小'], heavier: ['涉及危害人身健康、公共安全的行业'] },
  网络交易: { lighter: ['接到通知后立即补正'], heavier: ['受影响的用户较多'] },
  药品: { lighter: ['药品尚未售出'], heavier: ['以孕产妇、婴幼儿、儿童为主要使用对象'] },
}

/** Shares of the law's range, as published standards have them: lighter up to 30 %, normal up to 70 %, heavier above. */
const shares = { lighter: [0, 30], normal: [30, 70], heavier: [70, 100] } as const

const standard = (category: string): Item['steps'] =>
  (Object.keys(factors) as (keyof typeof factors)[]).map((step) => ({
    step,
    ...(step === 'none' || step === 'mitigated' ? {} : { fromShare: shares[step][0], toShare: shares[step][1] }),
    factors: [...factors[step], ...(fieldFactors[category]?.[step] ?? [])],
  }))

interface ItemRow {
  readonly name: string
  readonly category: string
  readonly unit: string
  readonly breached: string
  readonly penalty: string
  readonly allowed: readonly Allowed[]
  readonly simple?: true
}

const row = (
  category: string,
  unit: string,
  name: string,
  breached: string,
  penalty: string,
  allowed: readonly Allowed[],
  simple?: 'simple',
): ItemRow => ({ category, unit, name, breached, penalty, allowed, ...(simple === undefined ? {} : { simple: true }) })

const food = (...rest: [string, string, string, readonly Allowed[], 'simple'?]) => row('食品', 'food', ...rest)
const price = (...rest: [string, string, string, readonly Allowed[], 'simple'?]) => row('价格', 'prices', ...rest)
const advert = (...rest: [string, string, string, readonly Allowed[], 'simple'?]) => row('广告', 'advertising', ...rest)
const product = (...rest: [string, string, string, readonly Allowed[], 'simple'?]) =>
  row('产品质量', 'quality', ...rest)
const equipment = (...rest: [string, string, string, readonly Allowed[], 'simple'?]) =>
  row('特种设备', 'equipment', ...rest)
const registered = (...rest: [string, string, string, readonly Allowed[], 'simple'?]) =>
  row('登记', 'registration', ...rest)
const online = (...rest: [string, string, string, readonly Allowed[], 'simple'?]) => row('网络交易', 'network', ...rest)

/** 食品安全法 arts. 122, 124 and 125: goods worth less than ten thousand yuan, and from there on. */
const grave = tiers('goods', 10_000, [50_000, 100_000], [1000, 2000])
const lesser = tiers('goods', 10_000, [5_000, 50_000], [500, 1000])
const onRefusal = [warning, amount(5_000, 50_000, 'refused'), stop, revoke]
/** 价格违法行为行政处罚规定: up to five times the gains, an amount where there are none. */
const priced = (min: number, max: number): readonly Allowed[] => [
  { ...times('gains', [undefined, 500]), from: 1 },
  amount(min, max),
  gains,
  stop,
]
const consumer = [
  warning,
  gains,
  { ...times('gains', [100, 1000]), from: 1 },
  amount(0, 500_000),
  stop,
  revoke,
] satisfies readonly Allowed[]

/** 行政处罚事项 of the bureau: what the laws allow, and the bureau's own standard of discretion. */
const rows: Readonly<Record<string, ItemRow>> = {
  'expired-food': food('经营超过保质期的食品', '食品安全法 34 1 10', '食品安全法 124 1 5', [
    ...grave,
    gains,
    goods,
    revoke,
  ]),
  'spoiled-food': food('经营腐败变质、霉变生虫的食品', '食品安全法 34 1 6', '食品安全法 124 1 4', [
    ...grave,
    gains,
    goods,
    revoke,
  ]),
  'food-over-limits': food(
    '经营农药残留、兽药残留等超过食品安全标准限量的食品',
    '食品安全法 34 1 2',
    '食品安全法 124 1 1',
    [...grave, gains, goods, revoke],
  ),
  'additives-over-limits': food(
    '生产经营超范围、超限量使用食品添加剂的食品',
    '食品安全法 34 1 4',
    '食品安全法 124 1 3',
    [...grave, gains, goods, revoke],
  ),
  'drugs-in-food': food('经营添加药品的食品', '食品安全法 38', '食品安全法 123 1 6', [
    ...tiers('goods', 10_000, [100_000, 150_000], [1500, 3000]),
    gains,
    goods,
    revoke,
  ]),
  'uninspected-meat': food('经营未按规定进行检疫或者检疫不合格的肉类', '食品安全法 34 1 8', '食品安全法 123 1 4', [
    ...tiers('goods', 10_000, [100_000, 150_000], [1500, 3000]),
    gains,
    goods,
    revoke,
  ]),
  'unlabelled-food': food('经营无标签的预包装食品', '食品安全法 67 1', '食品安全法 125 1 2', [
    ...lesser,
    gains,
    goods,
    stop,
    revoke,
  ]),
  'no-food-licence': food('未取得许可从事食品经营', '食品安全法 35', '食品安全法 122 1', [...grave, gains, goods]),
  'no-purchase-check': food(
    '食品经营者进货时未查验许可证和相关证明文件',
    '食品安全法 53 1',
    '食品安全法 126 1 3',
    onRefusal,
    'simple',
  ),
  'no-health-certificate': food(
    '安排未取得健康证明的人员从事接触直接入口食品的工作',
    '食品安全法 45 2',
    '食品安全法 126 1 6',
    onRefusal,
    'simple',
  ),
  'unclean-dishes': food(
    '餐具、饮具使用前未经洗净、消毒',
    '食品安全法 56 2',
    '食品安全法 126 1 5',
    onRefusal,
    'simple',
  ),
  'no-waste-reminder': food(
    '餐饮服务经营者未主动提示防止食品浪费',
    '反食品浪费法 7 1 2',
    '反食品浪费法 28 1',
    [warning],
    'simple',
  ),
  'misled-to-waste': food('餐饮服务经营者诱导、误导消费者超量点餐造成明显浪费', '反食品浪费法 7', '反食品浪费法 28 2', [
    warning,
    amount(1_000, 10_000, 'refused'),
  ]),
  'no-price-tag': price(
    '不按规定明码标价',
    '价格法 13 1',
    '价格违法行为行政处罚规定 13',
    [amount(0, 5_000), gains],
    'simple',
  ),
  'extra-charge': price('在标价之外收取未予标明的费用', '价格法 13 2', '价格违法行为行政处罚规定 13', [
    amount(0, 5_000),
    gains,
  ]),
  'price-fraud': price(
    '利用虚假的或者使人误解的价格手段诱骗交易',
    '价格法 14 1 4',
    '价格违法行为行政处罚规定 7',
    priced(50_000, 500_000),
  ),
  'above-set-price': price(
    '不执行政府定价、政府指导价',
    '价格法 12',
    '价格违法行为行政处罚规定 9',
    priced(50_000, 500_000),
  ),
  dumping: price('以低于成本的价格倾销', '价格法 14 1 2', '价格违法行为行政处罚规定 4', priced(100_000, 1_000_000)),
  'false-publicity': row(
    '不正当竞争',
    'prices',
    '对商品作虚假或者引人误解的商业宣传',
    '反不正当竞争法 8 1',
    '反不正当竞争法 20 1',
    [amount(200_000, 1_000_000), amount(1_000_000, 2_000_000, 'serious'), revoke],
  ),
  confusion: row(
    '不正当竞争',
    'prices',
    '擅自使用与他人有一定影响的商品名称、包装、装潢相同或者近似的标识',
    '反不正当竞争法 6 1 1',
    '反不正当竞争法 18 1',
    [...tiers('turnover', 50_000, [0, 250_000], [undefined, 500]), goods, revoke],
  ),
  'prize-sales': row(
    '不正当竞争',
    'prices',
    '有奖销售信息不明确，影响兑奖',
    '反不正当竞争法 10 1 1',
    '反不正当竞争法 22',
    [amount(50_000, 500_000)],
  ),
  'false-advert': advert('发布虚假广告', '广告法 28 1', '广告法 55 1', [
    times('advertising', [300, 500]),
    amount(200_000, 1_000_000),
    times('advertising', [500, 1000], { condition: 'serious' }),
    amount(1_000_000, 2_000_000, 'serious'),
    revoke,
  ]),
  'absolute-words': advert('广告使用“国家级”“最高级”“最佳”等用语', '广告法 9 1 3', '广告法 57 1 1', [
    amount(200_000, 1_000_000),
    revoke,
  ]),
  'food-cures-advert': advert('在食品广告中涉及疾病治疗功能', '广告法 17', '广告法 58 1 2', [
    times('advertising', [100, 300]),
    amount(100_000, 200_000),
    times('advertising', [300, 500], { condition: 'serious' }),
    amount(200_000, 1_000_000, 'serious'),
    revoke,
  ]),
  'quoted-ad': advert('广告引证内容未表明出处', '广告法 11 2', '广告法 59 1 2', [amount(0, 100_000)]),
  'disguised-ad': advert('发布不具有可识别性的广告', '广告法 14 1', '广告法 59 3', [amount(0, 100_000)]),
  'trade-mark': row('商标', 'inspection', '销售侵犯注册商标专用权的商品', '商标法 57 1 3', '商标法 60 2', [
    ...tiers('turnover', 50_000, [0, 250_000], [undefined, 500]),
    goods,
  ]),
  'unsafe-product': product('销售不符合保障人体健康和人身、财产安全标准的产品', '产品质量法 13 2', '产品质量法 49', [
    times('goods', [100, 300]),
    gains,
    goods,
    revoke,
  ]),
  'adulterated-product': product('以不合格产品冒充合格产品', '产品质量法 39', '产品质量法 50', [
    times('goods', [50, 300]),
    gains,
    goods,
    revoke,
  ]),
  'stale-product': product('销售失效、变质的产品', '产品质量法 35', '产品质量法 52', [
    times('goods', [undefined, 200]),
    gains,
    goods,
    revoke,
  ]),
  'borrowed-factory-name': product('伪造产地，伪造或者冒用他人厂名、厂址', '产品质量法 37', '产品质量法 53', [
    times('goods', [undefined, 100]),
    gains,
    goods,
    revoke,
  ]),
  'scale-unchecked': row(
    '计量',
    'quality',
    '使用未经检定的强制检定计量器具',
    '计量法 9 1',
    '计量法 25',
    [amount(0, 1_000)],
    'simple',
  ),
  'lift-unregistered': equipment('使用未办理使用登记的特种设备', '特种设备安全法 33', '特种设备安全法 83 1 1', [
    amount(10_000, 100_000, 'refused'),
  ]),
  'lift-not-maintained': equipment(
    '未对使用的特种设备进行经常性维护保养和定期自行检查',
    '特种设备安全法 39 1',
    '特种设备安全法 83 1 3',
    [amount(10_000, 100_000, 'refused')],
  ),
  'uninspected-lift': equipment(
    '使用未经检验或者检验不合格的特种设备',
    '特种设备安全法 40 3',
    '特种设备安全法 84 1 1',
    [amount(30_000, 300_000)],
  ),
  'untrained-operators': equipment(
    '使用未取得相应资格的人员从事特种设备作业',
    '特种设备安全法 14',
    '特种设备安全法 86 1 2',
    [amount(10_000, 50_000, 'refused'), stop],
  ),
  'cylinder-filling': equipment(
    '未按照规定实施气瓶充装前后的检查、记录制度',
    '特种设备安全法 49 1',
    '特种设备安全法 85 1 1',
    [amount(20_000, 200_000), revoke],
  ),
  'unregistered-business': registered(
    '未经设立登记从事经营活动',
    '市场主体登记管理条例 3 1',
    '市场主体登记管理条例 43',
    [gains, amount(10_000, 100_000, 'refused'), amount(100_000, 500_000, 'serious')],
  ),
  'false-registration': registered(
    '提交虚假材料取得市场主体登记',
    '市场主体登记管理条例 17',
    '市场主体登记管理条例 44',
    [gains, amount(50_000, 200_000), amount(200_000, 1_000_000, 'serious'), revoke],
  ),
  'unregistered-change': registered('未按规定办理变更登记', '市场主体登记管理条例 24 1', '市场主体登记管理条例 46', [
    amount(10_000, 100_000, 'refused'),
    revoke,
  ]),
  'not-filed': registered('未按规定办理备案', '市场主体登记管理条例 29 1', '市场主体登记管理条例 47', [
    amount(0, 50_000, 'refused'),
  ]),
  'licence-not-shown': registered(
    '未将营业执照置于经营场所醒目位置',
    '市场主体登记管理条例 36',
    '市场主体登记管理条例 48 1',
    [amount(0, 30_000, 'refused')],
    'simple',
  ),
  'licence-lent': registered(
    '伪造、涂改、出租、出借、转让营业执照',
    '市场主体登记管理条例 37 1',
    '市场主体登记管理条例 48 3',
    [gains, amount(0, 100_000), amount(100_000, 500_000, 'serious'), revoke],
  ),
  'without-licence': registered('无照经营', '无证无照经营查处办法 6', '无证无照经营查处办法 13', [
    amount(0, 10_000),
    gains,
  ]),
  'shop-info-missing': online(
    '未在网店首页显著位置公示营业执照信息',
    '电子商务法 15 1',
    '电子商务法 76 1 1',
    [amount(0, 10_000)],
    'simple',
  ),
  'bundled-sales': online('搭售商品、服务未以显著方式提请消费者注意', '电子商务法 19', '电子商务法 77', [
    gains,
    amount(50_000, 200_000),
    amount(200_000, 500_000, 'serious'),
  ]),
  'reviews-deleted': online('电子商务平台经营者擅自删除消费者的评价', '电子商务法 39 2', '电子商务法 81 1 4', [
    amount(20_000, 100_000),
    amount(100_000, 500_000, 'serious'),
  ]),
  'false-promotion': row(
    '消费者权益',
    'consumers',
    '对商品或者服务作引人误解的宣传',
    '消费者权益保护法 20 1',
    '消费者权益保护法 56 1 6',
    consumer,
  ),
  'refund-refused': row(
    '消费者权益',
    'consumers',
    '对消费者提出的修理、更换、退货要求故意拖延或者无理拒绝',
    '消费者权益保护法 24 1',
    '消费者权益保护法 56 1 8',
    consumer,
  ),
  'drug-practice': row('药品', 'quality', '未遵守药品经营质量管理规范', '药品管理法 53 1', '药品管理法 126', [
    warning,
    amount(100_000, 500_000, 'refused'),
    amount(500_000, 2_000_000, 'serious'),
    { ...times('income', [10, 50], { condition: 'serious' }), party: 'responsible' },
    { kind: 'confiscate-gains', party: 'responsible' },
    stop,
    revoke,
  ]),
  'substandard-drugs': row('药品', 'quality', '销售劣药', '药品管理法 98 1', '药品管理法 117 1', [
    times('goods', [1000, 2000], { floor: 10_000 }),
    gains,
    goods,
    revoke,
  ]),
}

/** From how many yuan on goods are looked at as a crime: nobody has checked it, and each bureau fills in its own. */
const crimes = (offence: string, from: number): Item['crimes'] => [{ offence, base: 'goods', from: yuan(from) }]
const crimesOf: Readonly<Record<string, Item['crimes']>> = {
  'unsafe-product': crimes('生产、销售伪劣产品罪', 150_000),
  'adulterated-product': crimes('生产、销售伪劣产品罪', 150_000),
  'stale-product': crimes('生产、销售伪劣产品罪', 150_000),
}

export const items: Readonly<Record<string, Item>> = Object.fromEntries(
  Object.entries(rows).map(([id, { name, category, unit, breached, penalty, allowed, simple = false }]) => [
    id,
    {
      name,
      category,
      unit,
      breached: [cite(breached)],
      penalty: [cite(penalty)],
      simple,
      ...(crimesOf[id] === undefined ? {} : { crimes: crimesOf[id] }),
      penalties: [...allowed],
      steps: allowed.some(({ kind }) => kind === 'fine') ? standard(category) : [],
    },
  ]),
)
