/** A 监管对象: a market subject as the register has it. Everything but code, name and kind may be unknown. */
export interface Subject {
  /** 统一社会信用代码. */
  readonly code: string
  readonly name: string
  readonly kind: SubjectKind
  readonly status: SubjectStatus
  /** 主体资格证照名称 and, where given, its number. */
  readonly licence?: string
  readonly address?: string
  /** 区、县. */
  readonly district?: string
  /** The 市场监管所 that looks after it. */
  readonly station?: string
  /** 法定代表人、负责人、经营者. */
  readonly representative?: string
  /** 居民身份证号码 of who runs a 个体工商户. */
  readonly idNumber?: string
  readonly phone?: string
  /** 经营范围. */
  readonly scope?: string
  readonly industry?: string
  /** Degrees, as given, in the system that `datum` names. */
  readonly lon?: number
  readonly lat?: number
  readonly datum?: Datum
}

export const subjectKinds = { organisation: '法人或者非法人组织', household: '个体工商户' } as const
export type SubjectKind = keyof typeof subjectKinds

export const subjectStatuses = {
  active: '存续',
  dormant: '歇业',
  revoked: '吊销',
  cancelled: '注销',
  annulled: '撤销登记',
  moved: '迁出',
} as const
export type SubjectStatus = keyof typeof subjectStatuses

export const datums = { wgs84: 'WGS-84', gcj02: 'GCJ-02' } as const
export type Datum = keyof typeof datums

/** The columns of the register's table: what heads them here, what else they may be called, and whether a row needs them. */
export const subjectFields = {
  code: {
    title: '统一社会信用代码',
    also: ['社会信用代码', '信用代码', '统一信用代码', '统一代码', '代码'],
    needed: true,
  },
  name: {
    title: '名称',
    also: ['企业名称', '主体名称', '市场主体名称', '经营主体名称', '单位名称', '字号名称'],
    needed: true,
  },
  kind: { title: '主体类型', also: ['类型', '企业类型', '市场主体类型', '经营主体类型'] },
  status: { title: '登记状态', also: ['状态', '经营状态', '企业状态', '存续状态'] },
  licence: { title: '主体资格证照名称', also: ['证照名称', '证照', '许可证', '证照名称及编号'] },
  representative: {
    title: '法定代表人（负责人、经营者）',
    also: [
      '法定代表人',
      '负责人',
      '经营者',
      '法人',
      '法人代表',
      '法定代表人姓名',
      '经营者姓名',
      '法定代表人或者经营者',
    ],
  },
  idNumber: {
    title: '经营者居民身份证号码',
    also: ['身份证号码', '身份证号', '证件号码', '居民身份证号码', '经营者身份证号码'],
  },
  phone: { title: '联系电话', also: ['电话', '手机', '联系方式'] },
  address: {
    title: '住所（经营场所）',
    also: ['住所', '地址', '经营场所', '注册地址', '经营地址', '经营场所地址', '注册地'],
  },
  district: { title: '区县', also: ['行政区划', '所在区', '所属区', '辖区', '区域', '区'] },
  station: { title: '管辖所', also: ['监管所', '市场监管所', '管辖单位', '所属监管所', '所属所', '管辖机构'] },
  industry: { title: '行业', also: ['行业门类', '所属行业', '行业名称', '行业代码'] },
  scope: { title: '经营范围', also: ['业务范围', '经营项目'] },
  lon: { title: '经度', also: ['lng', 'lon', 'longitude', 'x'] },
  lat: { title: '纬度', also: ['lat', 'latitude', 'y'] },
  datum: { title: '坐标系', also: ['坐标系统', '坐标类型'] },
} as const satisfies Record<keyof Subject, { title: string; also: readonly string[]; needed?: true }>
export type SubjectField = keyof typeof subjectFields

export const fieldNames = Object.keys(subjectFields) as SubjectField[]

/** Which field stands in which column of a file, counted from 0. */
export type Mapping = Readonly<Partial<Record<SubjectField, number>>>

const plainHeading = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*（）()【】[\]：:_-]/g, '')

/** The field that a heading names, whatever brackets, spaces and stars it is written with. */
const fieldOf = new Map(
  fieldNames.flatMap((field) => {
    const { title, also } = subjectFields[field]
    return [title, ...also].map((each) => [plainHeading(each), field] as const)
  }),
)

/** What the headings of a row mean; a heading that is there twice counts the first time. */
export const mappingOf = (headings: readonly string[]): Mapping => {
  const mapping: Partial<Record<SubjectField, number>> = {}
  for (const [place, heading] of headings.entries()) {
    const field = fieldOf.get(plainHeading(heading))
    if (field !== undefined) mapping[field] ??= place
  }
  return mapping
}
