import type { RegistryData } from '../src/registry/index.ts'

/** What the invented bureau publishes before it acts. Ratios, frequencies, places and promises are made up; articles are real. */

const at = (text: string) => {
  const [law = '', article, paragraph] = text.split(' ')
  return { law, article: Number(article), ...(paragraph === undefined ? {} : { paragraph: Number(paragraph) }) }
}
const hall = {
  hours: '工作日 8:30—12:00，14:00—17:30',
  address: '澄州市云岭区明远路 99 号一楼办事大厅',
  phone: '0588-8000 1010',
}
const remedies =
  '对决定不服的，可以自知道决定之日起六十日内向澄州市人民政府申请行政复议，或者自知道决定之日起六个月内向澄州市云岭区人民法院起诉。'

export const enforcementBodies: Readonly<Record<string, RegistryData<'enforcement-body'>>> = {
  bureau: {
    name: '澄州市市场监督管理局',
    nature: 'agency',
    unit: 'legal',
    scope: '在澄州市范围内，依法实施市场监督管理领域的行政处罚、行政强制、行政检查和行政许可。',
    address: '澄州市云岭区明远路 99 号',
    phone: '0588-8000 1000',
    basis: [at('行政处罚法 17')],
  },
  'inspection-team': {
    name: '澄州市市场监管综合行政执法队',
    nature: 'entrusted',
    unit: 'inspection',
    scope: '受本局委托，以本局名义在澄州市范围内实施市场监督管理领域的行政检查和行政处罚；不得再委托其他组织或者个人。',
    entrustedBy: '澄州市市场监督管理局',
    entrustedUntil: '2028-12-31',
    address: '澄州市云岭区明远路 101 号',
    phone: '0588-8000 1020',
    basis: [at('行政处罚法 20'), at('行政处罚法 21')],
  },
}

const power = (
  name: string,
  type: RegistryData<'power'>['type'],
  unit: string,
  content: string,
  ...basis: readonly string[]
): RegistryData<'power'> => ({
  name,
  type,
  unit,
  content,
  duty: '依照法定权限和程序办理；说明理由，告知权利和期限；公开依据和结果；保存记录。',
  liability: '没有法定依据、超越权限、违反程序、不履行职责，或者在办理中谋取利益的，依照有关规定追究责任。',
  basis: basis.map(at),
})

export const powers: Readonly<Record<string, RegistryData<'power'>>> = {
  'power-food-check': power(
    '食品生产经营监督检查',
    'inspection',
    'food',
    '进入生产经营场所检查，抽样检验，查阅复制有关资料。',
    '食品安全法 110',
    '食品生产经营监督检查管理办法 9',
  ),
  'power-food-licence': power(
    '食品经营许可',
    'licence',
    'food',
    '对从事食品销售、餐饮服务的申请人审查并决定是否许可。',
    '食品安全法 35',
  ),
  'power-quality-check': power(
    '产品质量监督检查',
    'inspection',
    'quality',
    '对生产、销售的产品抽查；对涉嫌违法的场所现场检查。',
    '产品质量法 15',
    '产品质量法 18',
  ),
  'power-equipment-check': power(
    '特种设备安全监督检查',
    'inspection',
    'equipment',
    '对特种设备生产、经营、使用单位和检验、检测机构检查；对公众聚集场所重点检查。',
    '特种设备安全法 57',
  ),
  'power-price-check': power(
    '价格监督检查',
    'inspection',
    'prices',
    '询问当事人，查询复制账簿单据，检查有关财物。',
    '价格法 33',
    '价格法 34',
  ),
  'power-advert-check': power(
    '广告监督检查',
    'inspection',
    'advertising',
    '对涉嫌从事违法广告活动的场所检查，要求提供证明文件。',
    '广告法 49',
  ),
  'power-seizure': power(
    '查封、扣押涉嫌违法的场所、设施和财物',
    'compulsion',
    'inspection',
    '对涉嫌违法的场所、设施或者财物，经批准后查封、扣押，当场交付决定书和清单。',
    '行政强制法 18',
  ),
  'power-penalty': power(
    '市场监督管理领域的行政处罚',
    'penalty',
    'inspection',
    '对违反市场监督管理法律、法规、规章的行为，按照行政处罚事项清单处罚。',
    '行政处罚法 17',
  ),
}

const inspected = (
  name: string,
  unit: string,
  [subject, object, content, ratio, frequency]: readonly [string, string, string, string, string],
  method: RegistryData<'inspection-item'>['method'],
  ...basis: readonly string[]
): RegistryData<'inspection-item'> => ({
  name,
  unit,
  subject,
  object,
  content,
  method,
  ratio,
  frequency,
  basis: basis.map(at),
})

export const inspectionItems: Readonly<Record<string, RegistryData<'inspection-item'>>> = {
  'check-disclosure': inspected(
    '企业公示信息抽查',
    'firms',
    [
      '企管处',
      '本市登记的企业',
      '年度报告和即时信息的公示情况；登记的住所能否联系；公示内容是否真实。',
      '不低于 3%',
      '每年一次',
    ],
    ['written', 'site'],
    '企业公示信息抽查暂行办法 4',
  ),
  'check-catering': inspected(
    '餐饮服务食品安全抽查',
    'food',
    [
      '食品处',
      '餐饮服务提供者',
      '资质、从业人员健康管理、原料控制、加工制作、餐饮具清洗消毒。',
      '不低于 5%',
      '每年两次',
    ],
    ['site', 'sampling'],
    '食品安全法 110',
    '食品生产经营监督检查管理办法 20',
  ),
  'check-product': inspected(
    '产品质量监督抽查',
    'quality',
    [
      '质量处',
      '危及人体健康和人身、财产安全的产品的生产者、销售者',
      '产品是否符合标准；标识是否真实。',
      '不低于 2%',
      '每季度一次',
    ],
    ['sampling'],
    '产品质量法 15',
  ),
  'check-equipment': inspected(
    '特种设备使用单位抽查',
    'equipment',
    [
      '特设处',
      '公众聚集场所的特种设备使用单位',
      '使用登记、定期检验、作业人员资格、应急预案和演练。',
      '不低于 10%',
      '每年一次',
    ],
    ['site'],
    '特种设备安全法 57',
  ),
  'check-price': inspected(
    '明码标价抽查',
    'prices',
    ['价监竞争处', '商场、超市、停车场、物业服务企业', '是否明码标价；标价是否真实、醒目。', '不低于 3%', '每年两次'],
    ['site', 'network'],
    '价格法 33',
  ),
  'check-advert': inspected(
    '广告发布抽查',
    'advertising',
    [
      '广告处',
      '广告发布者和利用自有媒介发布广告的经营者',
      '广告内容是否真实、合法；档案是否齐全。',
      '不低于 3%',
      '每季度一次',
    ],
    ['network', 'written'],
    '广告法 49',
  ),
}

export const licenceGuides: Readonly<Record<string, RegistryData<'licence-guide'>>> = {
  'licence-food': {
    name: '食品经营许可（新办）',
    unit: 'food',
    accepting: '澄州市市场监督管理局办事大厅',
    approving: '澄州市市场监督管理局',
    conditions: [
      '有与经营的食品品种、数量相适应的场所，保持环境整洁',
      '有与经营相适应的设备、设施',
      '有食品安全管理人员和保证食品安全的规章制度',
    ],
    materials: [
      { name: '食品经营许可申请书', form: 'original', copies: 1 },
      { name: '主体资格证明', form: 'copy', copies: 1, note: '能在网上核验的不用交' },
      { name: '经营场所布局图和操作流程', form: 'electronic', copies: 1 },
      { name: '食品安全管理制度', form: 'electronic', copies: 1 },
    ],
    steps: [
      { step: '申请和受理', limit: '当场或者 5 日内' },
      { step: '审查和现场核查', limit: '8 个工作日' },
      { step: '决定', limit: '2 个工作日' },
      { step: '送达证件', limit: '作出决定后 10 日内' },
    ],
    statutory: '受理后 20 日，经批准可以延长 10 日',
    promised: '受理后 10 个工作日',
    fee: '不收费',
    remedies,
    ...hall,
    basis: [at('食品安全法 35'), at('行政许可法 42'), at('行政许可法 44')],
  },
  'licence-equipment': {
    name: '特种设备使用登记',
    unit: 'equipment',
    accepting: '澄州市市场监督管理局办事大厅',
    approving: '澄州市市场监督管理局',
    conditions: ['设备由取得许可的单位制造、安装', '经检验合格，并在检验有效期内', '使用单位有管理制度和作业人员'],
    materials: [
      { name: '使用登记表', form: 'original', copies: 2 },
      { name: '产品质量合格证明', form: 'copy', copies: 1 },
      { name: '监督检验证书或者定期检验报告', form: 'copy', copies: 1 },
    ],
    steps: [
      { step: '申请和受理', limit: '当场' },
      { step: '审查和决定', limit: '5 个工作日' },
      { step: '发证', limit: '2 个工作日' },
    ],
    statutory: '受理后 30 日',
    promised: '受理后 5 个工作日',
    fee: '不收费',
    remedies,
    ...hall,
    basis: [at('特种设备安全法 33'), at('特种设备安全法 59')],
  },
}

export const procedureSummaries: Readonly<Record<string, RegistryData<'procedure-summary'>>> = {
  ordinary: {
    name: '行政处罚普通程序',
    unit: 'legal',
    applies: '可以当场作出处罚决定以外的违法案件。',
    steps: [
      { step: '立案', what: '核查线索，符合条件的立案', limit: '15 个工作日，可以延长 15 个工作日' },
      { step: '调查取证', what: '不少于两名执法人员，出示证件，收集证据' },
      { step: '审核', what: '案件审核或者法制审核', limit: '10 个工作日' },
      {
        step: '告知',
        what: '告知拟作出的处罚和事实、理由、依据，听取陈述申辩；符合条件的可以要求听证',
        limit: '5 个工作日内提出',
      },
      { step: '决定', what: '由局负责人决定；情节复杂或者重大的集体讨论', limit: '立案后 90 日' },
      { step: '送达和公示', what: '送达决定书，向社会公示', limit: '公示：20 个工作日' },
    ],
    rights: '要求出示证件，申请回避，陈述、申辩，要求听证，申请行政复议，提起行政诉讼。',
    basis: [at('行政处罚法 54'), at('市场监督管理行政处罚程序规定 18'), at('市场监督管理行政处罚程序规定 64')],
  },
  simple: {
    name: '行政处罚简易程序',
    unit: 'legal',
    applies: '违法事实确凿并有法定依据，对公民处以二百元以下、对法人或者其他组织处以三千元以下罚款或者警告的。',
    steps: [
      { step: '表明身份', what: '出示执法证件' },
      { step: '查明事实', what: '当场调查，收集证据' },
      { step: '告知', what: '告知内容、事实、理由、依据和权利，听取陈述申辩' },
      { step: '当场决定', what: '填写决定书，当场交付' },
    ],
    rights: '要求出示证件，陈述、申辩，申请行政复议，对复议决定不服的提起行政诉讼。',
    basis: [at('行政处罚法 51'), at('行政处罚法 52')],
  },
  compulsion: {
    name: '查封、扣押程序',
    unit: 'inspection',
    applies: '为制止违法行为、防止证据损毁，依法需要查封、扣押场所、设施或者财物的。',
    steps: [
      { step: '批准', what: '报局负责人批准；情况紧急当场实施的', limit: '24 小时内补办' },
      { step: '实施', what: '两名以上执法人员，出示证件，通知当事人到场，听取陈述申辩，制作笔录' },
      { step: '交付', what: '当场交付决定书和清单' },
      { step: '处理', what: '查清事实，作出处理决定', limit: '30 日，可以延长 30 日' },
    ],
    rights: '到场，陈述、申辩，申请行政复议，提起行政诉讼，依法要求赔偿。',
    basis: [at('行政强制法 18'), at('行政强制法 19'), at('行政强制法 25')],
  },
}

export const remedyChannels: Readonly<Record<string, RegistryData<'remedy'>>> = {
  reconsideration: {
    name: '行政复议',
    unit: 'legal',
    when: '对本局作出的行政处罚、行政强制、行政许可等决定不服的。当场作出的处罚决定，应当先申请行政复议。',
    limit: '自知道决定之日起六十日内',
    where: '澄州市人民政府',
    how: '书面申请，也可以口头申请；写明请求、事实和理由，附上决定书。',
    phone: '0588-8000 2000',
    basis: [at('行政复议法 20'), at('行政复议法 23')],
  },
  litigation: {
    name: '行政诉讼',
    unit: 'legal',
    when: '对本局作出的决定不服的，或者对复议决定不服的。',
    limit: '自知道决定之日起六个月内；经过复议的，收到复议决定书之日起十五日内',
    where: '澄州市云岭区人民法院',
    how: '向法院递交起诉状；书写确有困难的可以口头起诉。',
    basis: [at('行政诉讼法 45'), at('行政诉讼法 46')],
  },
  hearing: {
    name: '听证',
    unit: 'legal',
    when: '收到告知书，拟处罚属于可以要求听证的。',
    limit: '收到告知书之日起五个工作日内',
    where: '澄州市市场监督管理局法规处',
    how: '书面或者口头提出；不收费，可以委托一至二人代理。',
    phone: '0588-8000 1000',
    basis: [at('行政处罚法 63'), at('行政处罚法 64')],
  },
}

export const complaintChannels: Readonly<Record<string, RegistryData<'complaint-channel'>>> = {
  hotline: {
    name: '12315 热线',
    unit: 'consumers',
    means: 'phone',
    contact: '12315',
    purposes: ['complaint', 'report', 'advice'],
    hours: '全天；人工服务为工作日 8:30—17:30',
    answer: '投诉：七个工作日内告知是否受理',
    basis: [at('市场监督管理投诉举报处理暂行办法 14')],
  },
  web: {
    name: '本站网上登记',
    unit: 'consumers',
    means: 'web',
    contact: '本站“投诉与进度”',
    purposes: ['complaint', 'report', 'advice', 'conduct'],
    hours: '全天',
    answer: '投诉：七个工作日内告知是否受理；实名举报：作出是否立案决定后五个工作日内告知',
    basis: [at('市场监督管理投诉举报处理暂行办法 14'), at('市场监督管理投诉举报处理暂行办法 31')],
  },
  counter: {
    name: '办事大厅来访',
    unit: 'consumers',
    means: 'visit',
    contact: '澄州市云岭区明远路 99 号一楼办事大厅 3 号窗口',
    purposes: ['complaint', 'report', 'advice', 'conduct'],
    hours: '工作日 8:30—12:00，14:00—17:30',
    answer: '投诉：七个工作日内告知是否受理',
    basis: [at('市场监督管理投诉举报处理暂行办法 14')],
  },
  supervision: {
    name: '执法监督电话',
    unit: 'personnel',
    means: 'phone',
    contact: '0588-8000 1015',
    purposes: ['conduct'],
    hours: '工作日 8:30—17:30',
    answer: '登记后审查，有错误的改正，并告知结果',
    basis: [at('行政处罚法 75 2')],
  },
}
