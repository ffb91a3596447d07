/** How a column of a field set is written: a text, a day (YYYY-MM-DD), 万元 with six decimals, a 统一社会信用代码, or one of a list. */
export type ColumnKind = 'text' | 'day' | 'wan-yuan' | 'uscc'

export type PartyCategory = '法人及非法人组织' | '自然人' | '个体工商户'

export interface Column {
  /** As platforms name it: CF_WSH. */
  readonly name: string
  readonly title: string
  readonly kind: ColumnKind
  /** Most characters; absent where no length is known. */
  readonly max?: number
  /** Of which parties it must be filled; absent: it may be empty. */
  readonly required?: 'always' | readonly PartyCategory[]
  /** What it may say; absent where no list is known. */
  readonly codes?: readonly string[]
}

/** The columns that a platform takes, in their order. */
export interface FieldSet {
  readonly id: string
  readonly title: string
  readonly columns: readonly Column[]
  /** Columns of which what is published says nothing, and why. */
  readonly left: Readonly<Record<string, string>>
  /** 未经核实: no text of the standard itself was had. */
  readonly unverified: string
}

const unverified =
  '未经核实：字段名称、次序和类型取自对接这一标准的系统，标准（2018 年版）附件原文没有取得；哪些必填、长度和代码以接收平台的说明为准，可以在配置中改'
const categories: readonly PartyCategory[] = ['法人及非法人组织', '自然人', '个体工商户']
const text = (name: string, title: string, max?: number, required?: Column['required']): Column => ({
  name,
  title,
  kind: 'text',
  ...(max === undefined ? {} : { max }),
  ...(required === undefined ? {} : { required }),
})
const day = (name: string, title: string, required?: 'always'): Column => ({
  name,
  title,
  kind: 'day',
  ...(required === undefined ? {} : { required }),
})
const uscc = (name: string, title: string, required?: Column['required']): Column => ({
  name,
  title,
  kind: 'uscc',
  max: 18,
  ...(required === undefined ? {} : { required }),
})
const parties = (prefix: 'CF' | 'XK'): readonly Column[] => [
  text(`${prefix}_XDR_MC`, '行政相对人名称', 200, 'always'),
  { ...text(`${prefix}_XDR_LB`, '行政相对人类别', 100, 'always'), codes: categories },
  uscc(`${prefix}_XDR_SHXYM`, '行政相对人代码_1（统一社会信用代码）', ['法人及非法人组织']),
  text(`${prefix}_XDR_GSZC`, '行政相对人代码_2（工商注册号）', 50),
  text(`${prefix}_XDR_ZZJG`, '行政相对人代码_3（组织机构代码）', 32),
  text(`${prefix}_XDR_SWDJ`, '行政相对人代码_4（税务登记号）', 32),
  text(`${prefix}_XDR_SYDW`, '行政相对人代码_5（事业单位证书号）'),
  text(`${prefix}_XDR_SHZZ`, '行政相对人代码_6（社会组织登记证号）', 50),
]
const privacy = '身份证件不公开，不推送'

/** 双公示, 行政处罚 (2018). */
export const penaltySet: FieldSet = {
  id: 'penalty-2018',
  title: '双公示行政处罚信息',
  unverified,
  left: {
    CF_XDR_GSZC: '三证合一以后以统一社会信用代码为准',
    CF_XDR_ZZJG: '三证合一以后以统一社会信用代码为准',
    CF_XDR_SWDJ: '三证合一以后以统一社会信用代码为准',
    CF_XDR_SYDW: '公示内容中没有',
    CF_XDR_SHZZ: '公示内容中没有',
    CF_FR_ZJLX: privacy,
    CF_FR_ZJHM: privacy,
    CF_XDR_ZJLX: privacy,
    CF_XDR_ZJHM: privacy,
    CF_NR_ZKDX: '公示内容中没有单列，见处罚内容',
    CF_YXQ: '公示内容中没有',
  },
  columns: [
    ...parties('CF'),
    text('CF_FRDB', '法定代表人', 50, ['法人及非法人组织']),
    text('CF_FR_ZJLX', '法定代表人证件类型', 64),
    text('CF_FR_ZJHM', '法定代表人证件号码', 64),
    text('CF_XDR_ZJLX', '自然人证件类型', 64),
    text('CF_XDR_ZJHM', '自然人证件号码', 64),
    text('CF_WSH', '行政处罚决定书文号', 128, 'always'),
    text('CF_WFXW', '违法行为类型', undefined, 'always'),
    text('CF_SY', '违法事实', undefined, 'always'),
    text('CF_YJ', '处罚依据', undefined, 'always'),
    text('CF_CFLB', '处罚类别', undefined, 'always'),
    text('CF_NR', '处罚内容', undefined, 'always'),
    { name: 'CF_NR_FK', title: '罚款金额（万元）', kind: 'wan-yuan' },
    { name: 'CF_NR_WFFF', title: '没收违法所得、没收非法财物的金额（万元）', kind: 'wan-yuan' },
    text('CF_NR_ZKDX', '暂扣或吊销证照名称及编号', 200),
    day('CF_JDRQ', '处罚决定日期', 'always'),
    day('CF_YXQ', '处罚有效期'),
    day('CF_GSJZQ', '公示截止期', 'always'),
    text('CF_CFJG', '处罚机关', 200, 'always'),
    uscc('CF_CFJGDM', '处罚机关统一社会信用代码', 'always'),
    text('CF_SJLY', '数据来源单位', 200, 'always'),
    uscc('CF_SJLYDM', '数据来源单位统一社会信用代码', 'always'),
    text('BZ', '备注'),
  ],
}

/** 双公示, 行政许可 (2018): the columns alone. Licences are no procedure of this system yet, so nothing is mapped to them. */
export const licenceSet: FieldSet = {
  id: 'licence-2018',
  title: '双公示行政许可信息',
  unverified,
  left: {},
  columns: [
    ...parties('XK'),
    text('XK_FRDB', '法定代表人', 50),
    text('XK_FR_SFZH', '法定代表人身份证号', 64),
    text('XK_XDR_ZJLX', '证件类型', 64),
    text('XK_XDR_ZJHM', '证件号码', 64),
    text('XK_XKWS', '行政许可决定文书名称'),
    text('XK_WSH', '行政许可决定文书号', 128, 'always'),
    text('XK_XKLB', '许可类别'),
    text('XK_XKZS', '许可证书名称'),
    text('XK_XKBH', '许可编号'),
    text('XK_NR', '许可内容', undefined, 'always'),
    day('XK_JDRQ', '许可决定日期', 'always'),
    day('XK_YXQZ', '有效期自'),
    day('XK_YXQZI', '有效期至'),
    text('XK_XKJG', '许可机关', 200, 'always'),
    uscc('XK_XKJGDM', '许可机关统一社会信用代码', 'always'),
    text('XK_ZT', '当前状态'),
    text('XK_LYDW', '数据来源单位', 200, 'always'),
    uscc('XK_LYDWDM', '数据来源单位统一社会信用代码', 'always'),
    text('BZ', '备注'),
  ],
}

/**
 * Codes of the results of random inspections, as an older system of the province has them (2017, before the bureaus merged; not
 * verified). Nothing is mapped to them yet. 1 excludes the others; A is the heading over B, C, 6, D, 3, 4, 5, of which D, 3, 4 and 5
 * are named after departments that are no more and are left out.
 */
export const inspectionResults: Readonly<Record<string, string>> = {
  1: '未发现问题',
  B: '未按规定公示应当公示的信息',
  C: '公示信息隐瞒真实情况、弄虚作假',
  6: '通过登记的住所（经营场所）无法联系',
  E: '发现问题经责令已改正',
  8: '不配合检查情节严重',
  F: '未发现开展本次抽查涉及的经营活动',
  A: '发现问题待后续处理',
  7: '已关闭停业或正在组织清算',
}
