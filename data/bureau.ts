import { type Role, usccCheckDigit } from '../src/kernel/index.ts'
import type { RegistryData } from '../src/registry/index.ts'

/** A bureau of an invented city. Every name, number and address here is made up; no place has the dialling code 0588. */
export const agencyId = 'bureau'
const code17 = '11339900MB0000001'

export const agency: RegistryData<'agency'> = {
  name: '澄州市市场监督管理局',
  shortName: '澄市监',
  code: `${code17}${usccCheckDigit(code17)}`,
  address: '澄州市云岭区明远路 99 号',
  phone: '0588-8000 1000',
  hours: '工作日 8:30—12:00，14:00—17:30',
  reconsideration: '澄州市人民政府',
  court: '澄州市云岭区人民法院',
  bank: '澄州银行（各网点）',
  hearing: { person: 1_000_000, organisation: 10_000_000 },
}

type Unit = RegistryData<'unit'>
const unit = (name: string, nature: Unit['nature'], functions: string): Unit => ({
  name,
  nature,
  functions,
  phone: '0588-8000 1000',
})

export const units: Readonly<Record<string, Unit>> = {
  leaders: unit('局领导', 'leadership', '领导本局工作，依法作出行政执法决定。'),
  office: unit('办公室', 'support', '综合协调、信息公开、公告栏管理。'),
  legal: unit('法规处', 'legal', '执法监督、法制审核、清单和人员资格管理、行政复议应诉。'),
  personnel: unit('人教处', 'support', '机构编制、执法人员管理和培训。'),
  finance: unit('财务审计处', 'support', '罚没收入管理、装备和场所保障。'),
  inspection: unit('稽查支队', 'business', '查处重大、跨区域违法案件，承担执法统计年报。'),
  firms: unit('企管处', 'business', '信用监管、双随机抽查的组织。'),
  registration: unit('注册分局', 'business', '市场主体登记和登记违法行为查处。'),
  consumers: unit('消保分局', 'business', '投诉举报处理和消费者权益保护。'),
  network: unit('网监处', 'business', '网络交易监管，信息化技术支撑。'),
  food: unit('食品处', 'business', '食品生产经营监督管理。'),
  prices: unit('价监竞争处', 'business', '价格监督检查和反不正当竞争。'),
  advertising: unit('广告处', 'business', '广告监督管理。'),
  quality: unit('质量处', 'business', '产品质量监督管理。'),
  equipment: unit('特设处', 'business', '特种设备安全监察。'),
  dongpu: unit('东浦市场监管所', 'dispatched', '东浦区域日常监管和案件查处。'),
  yunling: unit('云岭市场监管所', 'dispatched', '云岭区域日常监管和案件查处。'),
  wangjiang: unit('望江市场监管所', 'dispatched', '望江区域日常监管和案件查处。'),
}

/** user name | name | unit | duty | roles | what is special about the certificate */
const people = `
lu.mingyuan|陆明远|leaders|局长|head leader|
jiang.siqi|江思齐|leaders|副局长|leader|
he.wenzhou|何闻舟|leaders|副局长|leader|
shen.zhiyi|沈知译|legal|处长|legal-affairs reviewer|qualified
gu.qingyan|顾清言|legal|法制审核员|reviewer legal-affairs|qualified
bai.luoshu|白洛书|legal|法制审核员|reviewer|qualified
tang.yuheng|唐予衡|legal|法制审核员（初任）|reviewer|
qiu.anlan|邱安澜|office|公示专员|publisher|
mu.tingsong|穆听松|office|档案管理员|archivist|
fang.jiankun|方见坤|personnel|处长|supervisor|
lin.shouye|林守业|finance|处长|supervisor|
cheng.yian|程以安|network|系统管理员|system-admin|
ruan.shuo|阮朔|office|安全管理员|security-admin|
yue.jinghe|岳景和|personnel|审计管理员|audit-admin|
luo.haosheng|骆浩升|inspection|支队长|officer unit-head|
xia.zhenbang|夏振邦|inspection|一大队队长|officer|
song.qiaoyun|宋巧云|inspection|执法人员|officer|
du.renjie|杜仁杰|inspection|执法人员|officer|
pan.yuting|潘雨亭|inspection|执法人员|officer|soon
zhuo.lifan|卓立帆|inspection|执法人员|officer|lapsed
wu.xiaoman|伍小满|inspection|执法辅助人员|auxiliary|
hong.zhihua|洪志华|food|处长|officer unit-head|
meng.ruolan|孟若兰|food|执法人员|officer|
bian.yusheng|卞雨生|food|执法人员|officer|
ji.fangfei|纪芳菲|prices|处长|officer unit-head|
you.jingming|尤景明|prices|执法人员|officer|
hua.jinxiu|华锦绣|prices|执法人员|officer|
dong.yichen|董亦晨|advertising|执法人员|officer unit-head|
xing.kaifeng|邢凯风|advertising|执法人员|officer|
qi.lianhe|戚莲荷|quality|处长|officer unit-head|
kang.dingguo|康定国|quality|执法人员|officer|
shi.yanqiu|石砚秋|equipment|执法人员|officer|suspended
ge.yunfei|葛云飞|network|执法人员|officer unit-head|
liao.wanqing|廖晚晴|consumers|局长|officer unit-head|
yin.chunlei|尹春雷|consumers|窗口人员|clerk|
nie.shaoting|聂少庭|dongpu|所长|officer unit-head|
zhai.muyang|翟牧阳|dongpu|执法人员|officer|
ou.yangyi|欧扬益|dongpu|执法人员|officer|
su.wanqiu|苏晚秋|yunling|所长|officer unit-head|
tao.ranzhi|陶然之|yunling|执法人员|officer|
che.xingyu|车星宇|yunling|执法人员|officer|
fei.yiming|费一鸣|wangjiang|所长|officer unit-head|
jing.shuwen|景书闻|wangjiang|执法人员|officer|
mei.xuehan|梅雪寒|wangjiang|执法人员|officer|
`

export interface DemoPerson {
  readonly username: string
  readonly data: RegistryData<'officer'>
}

export const officers: readonly DemoPerson[] = people
  .trim()
  .split('\n')
  .map((row, n) => {
    const [username = '', name = '', at = '', duty = '', roles = '', special = ''] = row.split('|')
    const held = roles.split(' ') as Role[]
    const armed = held.some((role) => ['officer', 'leader', 'reviewer'].includes(role))
    return {
      username,
      data: {
        name,
        unit: at,
        duty,
        roles: held,
        auxiliary: held.includes('auxiliary'),
        legalQualification: special === 'qualified',
        certificates: armed
          ? [
              {
                number: `浙澄3399${String(n + 1).padStart(4, '0')}`,
                from: special === 'lapsed' ? '2020-05-01' : '2022-05-01',
                until: special === 'lapsed' ? '2025-04-30' : special === 'soon' ? '2027-01-05' : '2028-04-30',
                status: special === 'suspended' ? 'suspended' : 'valid',
              },
            ]
          : [],
      },
    }
  })

type Item = RegistryData<'item'>
type Cited = Item['breached'][number]

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

/** Thirds of the range as published standards have them: lighter up to 30 %, normal up to 70 %, heavier above. */
const steps = (min: number, max: number): Item['steps'] => {
  const at = (share: number) => Math.round((min + (max - min) * share) / 100) * 100
  return [
    { step: 'lighter', min, max: at(0.3), factors: ['首次违法且及时改正', '主动消除或者减轻危害后果', '货值金额小'] },
    { step: 'normal', min: at(0.3) + 1, max: at(0.7), factors: ['没有从轻、从重情形'] },
    {
      step: 'heavier',
      min: at(0.7) + 1,
      max,
      factors: ['两年内因同类行为受过处罚', '妨碍、逃避检查', '造成较大社会影响'],
    },
  ]
}

const yuan = (n: number) => n * 100

interface ItemRow {
  readonly name: string
  readonly category: string
  readonly unit: string
  readonly breached: string
  readonly penalty: string
  readonly fine?: readonly [min: number, max: number]
  readonly also?: Item['penalties']
  readonly simple?: boolean
}

const rows: Readonly<Record<string, ItemRow>> = {
  'expired-food': {
    name: '经营超过保质期的食品',
    category: '食品',
    unit: 'food',
    breached: '食品安全法 34 1 10',
    penalty: '食品安全法 124 1 5',
    fine: [50_000, 100_000],
    also: [{ kind: 'confiscate-gains' }, { kind: 'confiscate-goods' }, { kind: 'revoke-licence' }],
  },
  'spoiled-food': {
    name: '经营腐败变质、霉变生虫的食品',
    category: '食品',
    unit: 'food',
    breached: '食品安全法 34 1 6',
    penalty: '食品安全法 124 1 4',
    fine: [50_000, 100_000],
    also: [{ kind: 'confiscate-gains' }, { kind: 'confiscate-goods' }, { kind: 'revoke-licence' }],
  },
  'unlabelled-food': {
    name: '经营无标签的预包装食品',
    category: '食品',
    unit: 'food',
    breached: '食品安全法 67 1',
    penalty: '食品安全法 125 1 2',
    fine: [5_000, 50_000],
    also: [
      { kind: 'confiscate-gains' },
      { kind: 'confiscate-goods' },
      { kind: 'stop-business' },
      { kind: 'revoke-licence' },
    ],
  },
  'no-purchase-check': {
    name: '食品经营者进货时未查验许可证和相关证明文件',
    category: '食品',
    unit: 'food',
    breached: '食品安全法 53 1',
    penalty: '食品安全法 126 1 3',
    fine: [5_000, 50_000],
    also: [{ kind: 'warning' }, { kind: 'stop-business' }, { kind: 'revoke-licence' }],
    simple: true,
  },
  'no-health-certificate': {
    name: '安排未取得健康证明的人员从事接触直接入口食品的工作',
    category: '食品',
    unit: 'food',
    breached: '食品安全法 45 2',
    penalty: '食品安全法 126 1 6',
    fine: [5_000, 50_000],
    also: [{ kind: 'warning' }, { kind: 'stop-business' }, { kind: 'revoke-licence' }],
    simple: true,
  },
  'no-food-licence': {
    name: '未取得许可从事食品经营',
    category: '食品',
    unit: 'food',
    breached: '食品安全法 35',
    penalty: '食品安全法 122 1',
    fine: [50_000, 100_000],
    also: [{ kind: 'confiscate-gains' }, { kind: 'confiscate-goods' }],
  },
  'no-price-tag': {
    name: '不按规定明码标价',
    category: '价格',
    unit: 'prices',
    breached: '价格法 13 1',
    penalty: '价格法 42',
    fine: [100, 5_000],
    also: [{ kind: 'confiscate-gains' }],
    simple: true,
  },
  'extra-charge': {
    name: '在标价之外收取未予标明的费用',
    category: '价格',
    unit: 'prices',
    breached: '价格法 13 2',
    penalty: '价格法 42',
    fine: [100, 5_000],
    also: [{ kind: 'confiscate-gains' }],
  },
  'quoted-ad': {
    name: '广告引证内容未表明出处',
    category: '广告',
    unit: 'advertising',
    breached: '广告法 11 2',
    penalty: '广告法 59 1 2',
    fine: [1_000, 100_000],
  },
  'disguised-ad': {
    name: '发布不具有可识别性的广告',
    category: '广告',
    unit: 'advertising',
    breached: '广告法 14 1',
    penalty: '广告法 59 3',
    fine: [1_000, 100_000],
  },
  'scale-unchecked': {
    name: '使用未经检定的强制检定计量器具',
    category: '计量',
    unit: 'quality',
    breached: '计量法 9 1',
    penalty: '计量法 25',
    fine: [100, 1_000],
    simple: true,
  },
  'trade-mark': {
    name: '销售侵犯注册商标专用权的商品',
    category: '商标',
    unit: 'inspection',
    breached: '商标法 57 1 3',
    penalty: '商标法 60 2',
    fine: [1_000, 250_000],
    also: [{ kind: 'confiscate-goods' }],
  },
  'licence-not-shown': {
    name: '未将营业执照置于经营场所醒目位置',
    category: '登记',
    unit: 'registration',
    breached: '市场主体登记管理条例 36',
    penalty: '市场主体登记管理条例 48 1',
    fine: [100, 30_000],
    simple: true,
  },
  'shop-info-missing': {
    name: '未在网店首页显著位置公示营业执照信息',
    category: '网络交易',
    unit: 'network',
    breached: '电子商务法 15 1',
    penalty: '电子商务法 76 1 1',
    fine: [100, 10_000],
    simple: true,
  },
  'without-licence': {
    name: '无照经营',
    category: '登记',
    unit: 'registration',
    breached: '无证无照经营查处办法 6',
    penalty: '无证无照经营查处办法 13',
    fine: [100, 10_000],
    also: [{ kind: 'confiscate-gains' }],
  },
  'lift-unregistered': {
    name: '使用未办理使用登记的特种设备',
    category: '特种设备',
    unit: 'equipment',
    breached: '特种设备安全法 33',
    penalty: '特种设备安全法 83 1 1',
    fine: [10_000, 100_000],
  },
  'uninspected-lift': {
    name: '使用未经定期检验的特种设备',
    category: '特种设备',
    unit: 'equipment',
    breached: '特种设备安全法 40 3',
    penalty: '特种设备安全法 84 1 1',
    fine: [30_000, 300_000],
  },
  'no-waste-reminder': {
    name: '餐饮服务经营者未主动提示防止食品浪费',
    category: '食品',
    unit: 'food',
    breached: '反食品浪费法 7 1 2',
    penalty: '反食品浪费法 28 1',
    also: [{ kind: 'warning' }],
    simple: true,
  },
  'false-promotion': {
    name: '对商品或者服务作引人误解的宣传',
    category: '消费者权益',
    unit: 'consumers',
    breached: '消费者权益保护法 20 1',
    penalty: '消费者权益保护法 56 1 6',
    fine: [1_000, 500_000],
    also: [{ kind: 'warning' }, { kind: 'confiscate-gains' }, { kind: 'stop-business' }, { kind: 'revoke-licence' }],
  },
  'false-publicity': {
    name: '对商品作虚假或者引人误解的商业宣传',
    category: '不正当竞争',
    unit: 'prices',
    breached: '反不正当竞争法 8 1',
    penalty: '反不正当竞争法 20 1',
    fine: [200_000, 1_000_000],
    also: [{ kind: 'revoke-licence' }],
  },
  'absolute-words': {
    name: '广告使用“国家级”“最高级”“最佳”等用语',
    category: '广告',
    unit: 'advertising',
    breached: '广告法 9 1 3',
    penalty: '广告法 57 1 1',
    fine: [200_000, 1_000_000],
    also: [{ kind: 'revoke-licence' }],
  },
  'unregistered-change': {
    name: '未按规定办理变更登记',
    category: '登记',
    unit: 'registration',
    breached: '市场主体登记管理条例 24 1',
    penalty: '市场主体登记管理条例 46',
    fine: [10_000, 100_000],
    also: [{ kind: 'revoke-licence' }],
  },
}

export const items: Readonly<Record<string, Item>> = Object.fromEntries(
  Object.entries(rows).map(([id, { name, category, unit: at, breached, penalty, fine, also = [], simple = false }]) => [
    id,
    {
      name,
      category,
      unit: at,
      breached: [cite(breached)],
      penalty: [cite(penalty)],
      simple,
      penalties: [
        ...(fine === undefined ? [] : [{ kind: 'fine' as const, min: yuan(fine[0]), max: yuan(fine[1]) }]),
        ...also,
      ],
      steps: fine === undefined ? [] : steps(yuan(fine[0]), yuan(fine[1])),
    },
  ]),
)

/** In the manner of published lists: what is major, and the extension to every case but the simple procedure. */
export const reviewList: RegistryData<'review-list'> = {
  title: '澄州市市场监督管理局重大执法决定法制审核事项清单',
  extension: true,
  rules: [
    {
      name: '责令停产停业、吊销许可证件、限制开展生产经营活动',
      major: true,
      kinds: ['stop-business', 'revoke-licence', 'restrict-business'],
    },
    { name: '较大数额罚没', major: true, money: { over: false, person: yuan(50_000), organisation: yuan(200_000) } },
    { name: '减轻处罚', major: false, steps: ['mitigated'] },
    {
      name: '达到听证标准的罚款',
      major: false,
      money: { over: false, person: yuan(10_000), organisation: yuan(100_000) },
    },
  ],
}
