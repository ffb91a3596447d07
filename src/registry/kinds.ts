import { z } from 'zod'
import { checkUscc, type Role } from '../kernel/index.ts'
import {
  authorityLevels,
  discretionSteps,
  fields,
  fineBases,
  fineConditions,
  penaltyKinds,
  situations,
} from '../procedure/index.ts'
import { citation } from './citation.ts'
import { complaintLimits } from './complaint-limits.ts'
import { counsel } from './counsel.ts'
import { premises, recorder } from './equipment.ts'
import { evaluationList } from './evaluation-list.ts'
import { guide } from './guide.ts'
import {
  complaintChannel,
  enforcementBody,
  inspectionItem,
  licenceGuide,
  power,
  procedureSummary,
  remedy,
} from './public-kinds.ts'
import { recordedActs, recordList } from './record-list.ts'
import { relatives } from './relatives.ts'
import { reviewRules } from './review-rules.ts'
import { engagement, leaves } from './reviewing.ts'
import { serviceWindow } from './window.ts'
import { wording } from './wording.ts'

const { text, longText, day, choice, files, list, money, number, yesNo } = fields
const optional = (title: string, max = 200) => z.string().trim().max(max).optional().meta({ title, 'x-widget': 'text' })
const percent = (title: string, hint: string) =>
  z.int().min(1).max(100_000).optional().meta({ title, 'x-widget': 'number', 'x-hint': hint })
const share = (title: string, hint: string) =>
  z.int().min(0).max(100).optional().meta({ title, 'x-widget': 'number', 'x-hint': hint })

const penaltyKind = choice('处罚种类', penaltyKinds)

/** The bureau itself: what papers print and thresholds that a province may set. */
const agency = z.strictObject({
  name: text('机关名称', { max: 60 }),
  shortName: text('文号简称', { max: 10, hint: '如：澄市监' }),
  region: optional('辖区', 30).meta({
    title: '辖区',
    'x-widget': 'text',
    'x-hint': '行政区划名称，如“澄州市”；预检时与办案地点对照',
  }),
  level: choice('层级', authorityLevels).optional(),
  code: z
    .string()
    .refine((code) => checkUscc(code) === undefined, '统一社会信用代码有误')
    .meta({ title: '统一社会信用代码', 'x-widget': 'text' }),
  address: text('办公地址'),
  phone: text('联系电话', { max: 30 }),
  hours: text('办公时间', { max: 60 }),
  reconsideration: text('行政复议机关', { max: 60 }),
  court: text('有管辖权的人民法院', { max: 60 }),
  bank: text('罚没款收缴银行', { max: 60 }),
  hearing: z
    .strictObject({
      person: money('自然人罚款达到', { hint: '含本数；省级可以另行规定（听证办法第五条）' }),
      organisation: money('法人或者其他组织罚款达到', { hint: '含本数；省级可以另行规定（听证办法第五条）' }),
    })
    .meta({ title: '应当告知听证权利的数额', 'x-widget': 'group' }),
  publicity: z
    .strictObject({
      lowFine: z
        .strictObject({
          person: money('自然人罚款不超过', { hint: '含本数；省级以上市场监管部门规定' }),
          organisation: money('法人或者其他组织罚款不超过', { hint: '含本数；省级以上市场监管部门规定' }),
        })
        .meta({ title: '较低数额罚款（公示三个月）', 'x-widget': 'group' }),
      earlyEnd: z
        .strictObject({
          months: number('公示满几个月可以申请', { min: 0, max: 36 }),
          strictMonths: number('食品、药品、特种设备领域满几个月', { min: 0, max: 36 }),
          days: number('答复的工作日数', { min: 1, max: 60 }),
        })
        .meta({ title: '提前停止公示', 'x-widget': 'group' }),
      correctionDays: number('更正申请答复的工作日数', {
        min: 1,
        max: 60,
        hint: '法律只说及时；本局自己的目标',
      }),
      verified: yesNo('以上数字已对照规定原文核对'),
    })
    .meta({
      title: '处罚信息公示',
      'x-widget': 'group',
      'x-hint': '公示规定第十三条、第十四条由省级和总局另行规定的数字',
    })
    .optional(),
  seal: fields
    .files('印章图样', { hint: '一张底色透明的 PNG；在本条目有效期内的文书上使用。没有的，文书上为演示印章' })
    .max(1, '印章图样只要一张')
    .refine(
      (all) => all.every(({ type, size }) => type === 'image/png' && size <= 1024 * 1024),
      '印章图样应当是不超过 1 MB 的 PNG',
    )
    .optional(),
})

const unit = z.strictObject({
  name: text('机构名称', { max: 40 }),
  nature: choice('性质', {
    business: '业务机构',
    legal: '法制机构',
    support: '综合机构',
    dispatched: '派出机构',
    leadership: '局领导',
  }),
  functions: longText('执法职责', { max: 2000 }),
  phone: optional('联系电话', 30),
})

const roleTitles: Readonly<Record<Role, string>> = {
  officer: '执法人员',
  auxiliary: '执法辅助人员',
  'unit-head': '承办机构负责人',
  leader: '局负责人',
  head: '主要负责人',
  reviewer: '法制审核人员',
  'legal-affairs': '法规处人员',
  clerk: '窗口人员',
  publisher: '公示人员',
  archivist: '档案人员',
  supervisor: '监督人员',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
}

const threeAdmins: readonly Role[] = ['system-admin', 'security-admin', 'audit-admin']
const enforcing: readonly Role[] = ['officer', 'unit-head', 'leader', 'head', 'reviewer']

/** 岗前培训和岗位培训: what somebody was taught, and for how long. */
const training = z.strictObject({
  on: day('日期'),
  hours: z.int().min(1, '至少 1 学时').max(200).meta({ title: '学时', 'x-widget': 'number' }),
  subject: text('内容', { max: 100 }),
  when: choice('培训类别', { before: '岗前培训', post: '岗位培训' }),
  by: text('组织单位', { max: 60 }),
})

const officer = z
  .strictObject({
    name: text('姓名', { max: 30 }),
    unit: text('所在机构', { max: 60, 'x-from': 'unit' }),
    duty: text('职务', { max: 40 }),
    roles: z
      .array(z.enum(Object.keys(roleTitles) as [Role, ...Role[]]))
      .min(1, '至少有一个身份')
      .meta({
        title: '身份',
        'x-widget': 'choices',
        'x-options': Object.entries(roleTitles).map(([value, title]) => ({ value, title })),
      }),
    auxiliary: yesNo('是执法辅助人员'),
    fields: z.array(z.string().trim().min(1).max(20)).max(20).optional().meta({
      title: '审核领域',
      'x-widget': 'lines',
      'x-hint': '审核人员填写，每行一项，与处罚事项的类别一致，如“食品”；建议由谁审核时参考',
    }),
    certificates: list(
      '行政执法证件',
      z.strictObject({
        number: text('证号', { max: 30 }),
        from: day('有效期起'),
        until: day('有效期止'),
        status: choice('状态', { valid: '有效', suspended: '暂扣', revoked: '注销' }),
      }),
    ),
    legalQualification: yesNo('取得法律职业资格'),
    relatives: relatives.optional(),
    leaves: leaves.optional(),
    engagement: engagement.optional(),
    qualification: z
      .strictObject({ number: text('资格证书号', { max: 40 }), on: day('取得日期') })
      .optional()
      .meta({ title: '法律职业资格证书', 'x-widget': 'group' }),
    trainings: list('培训', training).optional(),
    photo: files('证件照片')
      .max(1, '证件照片只要一张')
      .optional()
      .meta({ title: '证件照片', 'x-widget': 'files', 'x-hint': '亮证时当事人会看到；只要一张，jpg、png 或者 webp' }),
  })
  .superRefine(({ roles, auxiliary, certificates, leaves: away = [], engagement: engaged }, context) => {
    const wrong = (message: string, ...path: (string | number)[]) => context.addIssue({ code: 'custom', message, path })
    const admins = roles.filter((role) => threeAdmins.includes(role))
    if (admins.length > 1) wrong('系统、安全、审计三类管理员应当由不同的人担任', 'roles')
    if (admins.length > 0 && roles.some((role) => enforcing.includes(role)))
      wrong('管理员不能同时办理、审核或者批准案件', 'roles')
    // 行政处罚法 art. 42: penalties are for officers who hold a qualification.
    if (auxiliary && roles.some((role) => enforcing.includes(role)))
      wrong('执法辅助人员不能担任执法、审核、批准的职务', 'roles')
    for (const [n, { from, until }] of certificates.entries())
      if (until < from) wrong('有效期止不能早于有效期起', 'certificates', n, 'until')
    for (const [n, { from, until }] of away.entries())
      if (until < from) wrong('休假止不能早于休假起', 'leaves', n, 'until')
    if (engaged === undefined) return
    if (engaged.until < engaged.from) wrong('合同期止不能早于合同期起', 'engagement', 'until')
    // Who isn't of the bureau's staff enforces and approves nothing.
    if (roles.some((role) => role !== 'reviewer')) wrong('购买服务的审核人员只能是法制审核人员', 'roles')
  })

/** 行政处罚事项: what may be punished, on what basis, with what. */
const item = z
  .strictObject({
    name: text('事项名称', { max: 100 }),
    category: text('类别', { max: 20 }),
    unit: text('承办机构', { max: 60, 'x-from': 'unit' }),
    breached: list('违反的条文', citation, { min: 1 }),
    penalty: list('处罚依据', citation, { min: 1 }),
    simple: yesNo('可以适用简易程序'),
    level: choice('实施层级', authorityLevels, {
      hint: '只能由某一层级以上实施的，选最低的层级；各级都可以的不选',
    }).optional(),
    crimes: list(
      '移送追诉标准',
      z.strictObject({
        offence: text('涉嫌的罪名', { max: 60 }),
        base: choice('按什么计算', { goods: fineBases.goods, gains: fineBases.gains, turnover: fineBases.turnover }),
        from: money('达到', { hint: '含本数；由本局按现行刑法、司法解释和立案追诉标准填写，并定期核对' }),
      }),
    ).optional(),
    penalties: list(
      '可以给予的处罚',
      z.strictObject({
        kind: penaltyKind,
        party: choice('适用对象', {
          person: '自然人、个体工商户',
          organisation: '法人或者其他组织',
          responsible: '单位的法定代表人、主要负责人等责任人员（双罚）',
        }).optional(),
        condition: choice('适用情形', fineConditions).optional(),
        base: choice('按什么确定罚款', fineBases, { hint: '按固定数额罚款、不分货值的，不选' }).optional(),
        from: money('该数额达到（含）').optional(),
        below: money('该数额不足').optional(),
        min: money('最低').optional(),
        max: money('最高').optional(),
        minPercent: percent('最低为其百分之', '10 倍填 1000'),
        maxPercent: percent('最高为其百分之', '20 倍填 2000'),
        floor: money('不足多少的，按多少计算').optional(),
      }),
      { min: 1, hint: '罚款有几种幅度的，逐行填写；办案时按当事人、情形和货值金额（违法所得）取第一个适用的' },
    ),
    steps: list(
      '裁量基准',
      z.strictObject({
        step: choice('裁量阶次', discretionSteps),
        fromShare: share('自法定幅度的百分之', '从最低算起；0 为最低'),
        toShare: share('至法定幅度的百分之', '100 为最高'),
        min: money('最低', { hint: '按固定数额分阶次的填写' }).optional(),
        max: money('最高').optional(),
        factors: z.array(z.string().max(200)).meta({ title: '适用情形', 'x-widget': 'lines' }),
      }),
    ),
  })
  .superRefine(({ penalties, steps }, context) => {
    const wrong = (message: string, ...path: (string | number)[]) => context.addIssue({ code: 'custom', message, path })
    const fines = penalties.filter(({ kind }) => kind === 'fine')
    for (const [n, { base, from, below, min, max, minPercent, maxPercent }] of penalties.entries()) {
      const turned = (low: number | undefined, high: number | undefined) =>
        low !== undefined && high !== undefined && high < low
      if (turned(min, max)) wrong('最高数额不能低于最低数额', 'penalties', n, 'max')
      if (turned(minPercent, maxPercent)) wrong('最高倍数不能低于最低倍数', 'penalties', n, 'maxPercent')
      if (turned(from, below)) wrong('数额的上限不能低于下限', 'penalties', n, 'below')
      if (base === undefined && [from, below, minPercent, maxPercent].some((each) => each !== undefined))
        wrong('按货值金额或者违法所得确定罚款的，请选择按哪一个', 'penalties', n, 'base')
    }
    const least = Math.min(...fines.map(({ min }) => min ?? 0))
    const most = Math.max(...fines.map(({ max }) => max ?? Number.MAX_SAFE_INTEGER))
    if (steps.length > 0 && fines.length === 0) wrong('没有罚款的事项不设罚款裁量阶次', 'steps')
    let [reached, shared] = [-1, 0]
    for (const [n, { step, min, max, fromShare, toShare }] of steps.entries()) {
      if (fromShare !== undefined || toShare !== undefined) {
        const [low, high] = [fromShare ?? 0, toShare ?? 100]
        if (high < low || low < shared) wrong('裁量阶次应当由轻到重排列，幅度不能交叉', 'steps', n, 'fromShare')
        shared = high
        continue
      }
      // A step that is outside of the range has factors only.
      if (min === undefined || max === undefined) {
        if (step !== 'none' && step !== 'mitigated') wrong('请填写这一阶次的幅度', 'steps', n, 'fromShare')
        continue
      }
      if (max < min) wrong('最高数额不能低于最低数额', 'steps', n, 'max')
      else if (min <= reached) wrong('裁量阶次应当由轻到重排列，数额不能交叉', 'steps', n, 'min')
      // 行政处罚法 art. 32: only what is mitigated, or not imposed at all, goes below what the law gives.
      if (fines.length > 0 && (max > most || (min < least && step !== 'mitigated' && step !== 'none')))
        wrong('数额超出了法定幅度', 'steps', n, 'max')
      reached = max
    }
  })

/** 重大执法决定法制审核清单: a rule is met when each of the conditions that it names is. */
const reviewList = z.strictObject({
  title: text('清单名称', { max: 60 }),
  extension: yesNo('简易程序以外的处罚决定全部进行法制审核', { hint: '“一案一卷一审”' }),
  rules: list(
    '审核事项',
    z
      .strictObject({
        name: text('事项', { max: 100 }),
        major: yesNo('属于应当集体讨论的重大案件'),
        kinds: z
          .array(z.enum(Object.keys(penaltyKinds) as [keyof typeof penaltyKinds, ...(keyof typeof penaltyKinds)[]]))
          .optional()
          .meta({
            title: '处罚种类包括',
            'x-widget': 'choices',
            'x-options': Object.entries(penaltyKinds).map(([value, title]) => ({ value, title })),
          }),
        money: z
          .strictObject({
            over: yesNo('只计超过（不含本数）'),
            person: money('自然人、个体工商户'),
            organisation: money('法人或者其他组织'),
          })
          .optional()
          .meta({ title: '罚没金额达到', 'x-widget': 'group' }),
        steps: z
          .array(
            z.enum(Object.keys(discretionSteps) as [keyof typeof discretionSteps, ...(keyof typeof discretionSteps)[]]),
          )
          .optional()
          .meta({
            title: '裁量阶次',
            'x-widget': 'choices',
            'x-options': Object.entries(discretionSteps).map(([value, title]) => ({ value, title })),
          }),
        departs: z
          .boolean()
          .optional()
          .meta({ title: '罚款偏离裁量基准的', 'x-widget': 'yes-no', 'x-hint': '数额不在所选阶次的幅度以内' }),
        impact: z.boolean().optional().meta({
          title: '可能造成重大社会影响或者引发社会风险的',
          'x-widget': 'yes-no',
          'x-hint': '承办机构在处罚建议中写明了影响或者风险的',
        }),
        categories: z
          .array(z.string().max(20))
          .optional()
          .meta({ title: '事项类别（领域）包括', 'x-widget': 'lines', 'x-hint': '每行一个，如：食品' }),
        items: z.array(z.string()).optional().meta({ title: '处罚事项（编号）包括', 'x-widget': 'lines' }),
      })
      .refine(
        ({ kinds, money: amount, steps, departs, impact, categories, items }) =>
          [kinds, steps, categories, items].some((list) => (list?.length ?? 0) > 0) ||
          amount !== undefined ||
          departs === true ||
          impact === true,
        '请至少写明一项条件：处罚种类、数额、裁量阶次、偏离基准、社会影响、领域或者处罚事项',
      ),
  ),
})

/** One of the 29 measures of the bureau's plan. */
const measure = z.strictObject({
  system: choice('制度', { disclosure: '行政执法公示', recording: '执法全过程记录', review: '重大执法决定法制审核' }),
  task: text('工作任务', { max: 40 }),
  measure: text('具体措施', { max: 60 }),
  requirement: longText('具体要求', { max: 600 }),
  units: z.array(z.string()).meta({ title: '责任单位', 'x-widget': 'lines' }),
  deadline: text('完成时限', { max: 40 }),
})

/** A standard phrase (常用语) that forms offer at their long texts. */
const phrase = z.strictObject({
  name: text('名称', { max: 40 }),
  act: text('用在哪个表单', { max: 60, hint: '表单的名称，例如“现场检查”；不填则各个表单都有' }).optional(),
  field: text('用在哪一栏', { max: 60, hint: '栏目的名称，例如“现场情况”；不填则各个大段文字栏目都有' }).optional(),
  item: z
    .string()
    .max(100)
    .optional()
    .meta({ title: '只用于哪一处罚事项', 'x-widget': 'item', 'x-hint': '不填则不论事项' }),
  text: longText('内容', { max: 2000 }),
})

/** 辖区: a district, or what a 市场监管所 looks after, as it is drawn on the map. */
const area = z.strictObject({
  name: text('名称', { max: 40 }),
  unit: text('管辖机构', { max: 60, 'x-from': 'unit' }).optional(),
  outline: z
    .array(
      z
        .string()
        .refine((line) => /^\s*\d{2,3}(\.\d+)?\s*[,，]\s*\d{1,2}(\.\d+)?\s*$/.test(line), '每行写一个点：经度,纬度'),
    )
    .min(3, '轮廓至少要有三个点')
    .max(2000, '轮廓最多 2000 个点')
    .meta({
      title: '轮廓',
      'x-widget': 'lines',
      'x-hint': '每行一个点“经度,纬度”，WGS-84，以度为单位，沿边界依次填写',
    }),
})

const kind = <S extends z.ZodType>(
  title: string,
  schema: S,
  mayEdit: readonly Role[],
  titleOf: (data: z.output<S>) => string,
  {
    sameDay = false,
    reviewed = false,
    listed,
  }: {
    /** Notes of a day's work: what began today may be put anew today; each putting stays in the journal. */
    readonly sameDay?: boolean
    /** Changed only by a draft that three people bring to publication. */
    readonly reviewed?: boolean
    /** Shown to the public under /lists, with these words about it. */
    readonly listed?: string
  } = {},
) => ({ title, schema, mayEdit, titleOf, sameDay, reviewed, listed })

/** Published before the bureau acts, and changed by three people. */
const named = ({ name }: { readonly name: string }) => name
const published = <S extends z.ZodType>(title: string, schema: S, listed: string) =>
  kind(title, schema, ['legal-affairs'], named as (data: z.output<S>) => string, { reviewed: true, listed })

/** The kinds of standing data, who may edit them, and what an entry is called. */
export const registryKinds = {
  agency: kind('执法主体', agency, ['legal-affairs', 'system-admin'], ({ name }) => name),
  'enforcement-body': published('执法主体名录', enforcementBody, '谁有权执法：本局、授权的和受委托的组织'),
  unit: kind('内设机构', unit, ['legal-affairs'], named, { listed: '本局有哪些机构，各管什么' }),
  officer: kind('执法人员', officer, ['legal-affairs', 'security-admin'], ({ name }) => name),
  item: kind('行政处罚事项', item, ['legal-affairs'], named, {
    reviewed: true,
    listed: '什么行为会受处罚，依据哪一条，怎样裁量',
  }),
  power: published('权责事项', power, '本局可以做什么，必须做到什么，什么情形要追责'),
  'inspection-item': published('随机抽查事项', inspectionItem, '查谁、查什么、怎么查、查多少'),
  'licence-guide': published('许可办事指南', licenceGuide, '办一项许可要什么条件、材料，多久，找谁'),
  'procedure-summary': published('执法程序', procedureSummary, '执法一步一步怎么走，您有什么权利'),
  remedy: published('救济渠道', remedy, '不服怎么办，向谁提出，多久以内'),
  'complaint-channel': published('投诉举报渠道', complaintChannel, '怎样投诉、举报，多久有答复'),
  'review-list': kind('法制审核清单', reviewList, ['legal-affairs'], ({ title }) => title),
  'review-rules': kind('法制审核办法', reviewRules, ['legal-affairs'], ({ title }) => title),
  counsel: kind(
    '法律顾问和公职律师',
    counsel,
    ['legal-affairs'],
    ({ name, organisation }) => `${name}（${organisation}）`,
  ),
  'record-list': kind('音像记录事项清单', recordList, ['legal-affairs'], ({ title }) => title),
  wording: kind('规范用语', wording, ['legal-affairs'], ({ act, situation }) =>
    situation === 'always' ? (recordedActs[act] ?? act) : `${recordedActs[act] ?? act}（${situations[situation]}）`,
  ),
  recorder: kind(
    '音像记录设备',
    recorder,
    ['legal-affairs', 'unit-head'],
    ({ number, model }) => `${number} ${model}`,
    { sameDay: true },
  ),
  premises: kind('办案场所', premises, ['legal-affairs', 'unit-head'], ({ name }) => name, { sameDay: true }),
  'evaluation-list': kind('案卷评查标准', evaluationList, ['legal-affairs'], ({ title }) => title),
  measure: kind('三项制度措施', measure, ['legal-affairs'], ({ measure: name }) => name),
  guide: kind('取证指引', guide, ['legal-affairs', 'unit-head'], ({ name }) => name),
  'complaint-limits': kind('投诉举报处理期限', complaintLimits, ['legal-affairs'], ({ title }) => title),
  window: kind('窗口', serviceWindow, ['legal-affairs', 'unit-head'], ({ name }) => name, { sameDay: true }),
  area: kind('辖区', area, ['legal-affairs', 'system-admin'], ({ name }) => name),
  phrase: kind('常用语', phrase, ['legal-affairs', 'unit-head'], ({ name }) => name),
} as const

export type RegistryKind = keyof typeof registryKinds
export type RegistryData<K extends RegistryKind> = z.output<(typeof registryKinds)[K]['schema']>
export { roleTitles }
