import { type Role, usccCheckDigit } from '../src/kernel/index.ts'
import type { RegistryData } from '../src/registry/index.ts'

/** A bureau of an invented city. Every name, number and address here is made up; no place has the dialling code 0588. */
export const agencyId = 'bureau'
const code17 = '11339900MB0000001'

export const agency: RegistryData<'agency'> = {
  name: '澄州市市场监督管理局',
  shortName: '澄市监',
  region: '澄州市',
  level: 'city',
  code: `${code17}${usccCheckDigit(code17)}`,
  address: '澄州市云岭区明远路 99 号',
  phone: '0588-8000 1000',
  hours: '工作日 8:30—12:00，14:00—17:30',
  reconsideration: '澄州市人民政府',
  court: '澄州市云岭区人民法院',
  bank: '澄州银行（各网点）',
  hearing: { person: 1_000_000, organisation: 10_000_000 },
  // Written down from memory: no text of these figures was read.
  publicity: {
    lowFine: { person: 300_000, organisation: 1_000_000 },
    earlyEnd: { months: 6, strictMonths: 12, days: 15 },
    correctionDays: 5,
    verified: false,
  },
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
shen.zhiyi|沈知译|legal|处长|legal-affairs reviewer unit-head|qualified
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

/** 审核领域 of those who review: categories of the demo's items. */
const fields: Readonly<Record<string, string[]>> = {
  'gu.qingyan': ['食品', '药品'],
  'bai.luoshu': ['价格', '广告', '网络交易'],
}

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
        ...(fields[username] === undefined ? {} : { fields: fields[username] }),
        legalQualification: special === 'qualified',
        ...(special === 'qualified'
          ? { qualification: { number: `A2016339900${String(n + 1).padStart(3, '0')}`, on: '2017-03-01' } }
          : {}),
        certificates: armed
          ? [
              {
                number: `浙澄3399${String(n + 1).padStart(4, '0')}`,
                from: special === 'lapsed' ? '2020-05-01' : '2022-05-01',
                until: special === 'lapsed' ? '2025-04-30' : special === 'soon' ? '2027-01-05' : '2032-04-30',
                status: special === 'suspended' ? 'suspended' : 'valid',
              },
            ]
          : [],
      },
    }
  })

const yuan = (n: number) => n * 100

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
    { name: '可能造成重大社会影响或者引发社会风险', major: true, impact: true },
    {
      name: '达到听证标准的罚款',
      major: false,
      money: { over: false, person: yuan(10_000), organisation: yuan(100_000) },
    },
  ],
}
