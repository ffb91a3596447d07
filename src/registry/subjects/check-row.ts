import { checkIdentityCard, checkUscc } from '../../kernel/index.ts'
import {
  type Datum,
  datums,
  fieldNames,
  type Mapping,
  type Subject,
  type SubjectField,
  type SubjectKind,
  type SubjectStatus,
  subjectFields,
  subjectStatuses,
} from './subject.ts'

/** What is wrong in a cell, and what to do. */
export interface Problem {
  /** The column's heading. */
  readonly column: string
  readonly value: string
  readonly problem: string
  readonly advice: string
}

const longest: Readonly<Record<SubjectField, number>> = {
  code: 40,
  name: 200,
  kind: 100,
  status: 40,
  licence: 200,
  representative: 100,
  idNumber: 40,
  phone: 60,
  address: 400,
  district: 60,
  station: 60,
  industry: 100,
  scope: 8000,
  lon: 30,
  lat: 30,
  datum: 30,
}

/** What a cell says, without the signs that only tables have: an apostrophe before what would be a formula, spaces, line breaks. */
const textOf = (cell: string | undefined): string =>
  cell === undefined || cell === ''
    ? ''
    : cell
        .replace(/[\u0000-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069\ufeff]+/gu, ' ')
        .trim()
        .replace(/^'(?=[=+\-@])/, '')

const statusWords: readonly (readonly [RegExp, SubjectStatus])[] = [
  [/注销/, 'cancelled'],
  [/吊销/, 'revoked'],
  [/撤销/, 'annulled'],
  [/迁出/, 'moved'],
  [/歇业|停业/, 'dormant'],
  [/存续|在业|在营|开业|正常|登记成立/, 'active'],
]

/** 个体 in the type's words, or else what the code says of itself (GB 32100: 92 is a 个体工商户). */
const kindOf = (words: string, code: string): SubjectKind =>
  words.includes('个体') || (words === '' && code.startsWith('92')) ? 'household' : 'organisation'

/** WGS-84 and CGCS2000 are the same to a metre. */
const datumOf = (words: string): Datum | undefined => {
  const plain = words.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (plain === '' || ['wgs84', 'cgcs2000', '4326', '4490'].includes(plain)) return 'wgs84'
  return ['gcj02', 'gcj'].includes(plain) || /火星|高德|腾讯/.test(words) ? 'gcj02' : undefined
}

/** A subject out of a row, or everything that is wrong in it. */
export const checkRow = (
  cells: readonly string[],
  mapping: Mapping,
): { readonly subject: Subject } | { readonly problems: readonly Problem[] } => {
  const problems: Problem[] = []
  const read = (field: SubjectField): string => {
    const place = mapping[field]
    return place === undefined ? '' : textOf(cells[place])
  }
  const wrong = (field: SubjectField, problem: string, advice: string) => {
    problems.push({ column: subjectFields[field].title, value: read(field).slice(0, 200), problem, advice })
  }
  const row = Object.fromEntries(fieldNames.map((field) => [field, read(field)])) as Record<SubjectField, string>
  for (const field of fieldNames) {
    if (row[field] === '') continue
    // Characters are counted only where there may be too many.
    if (row[field].length > longest[field] && [...row[field]].length > longest[field])
      wrong(field, `超过 ${longest[field]} 个字`, '请核对这一栏是否错位，或者精简后重新导入')
    if (/^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NULL!|NUM!)/.test(row[field]))
      wrong(field, '单元格是出错的公式', '请在表格中改为文字后重新导入')
  }

  const code = row.code.toUpperCase().replace(/\s/g, '')
  if (code === '') wrong('code', '没有填写', '请填写 18 位统一社会信用代码')
  else if (/^\d(\.\d+)?E\+?\d+$/.test(code))
    wrong('code', '被表格软件改成了科学计数', '请把这一列设为“文本”格式，重新填写代码')
  else {
    const refused = checkUscc(code)
    if (refused !== undefined) wrong('code', refused.message, '请对照营业执照核对')
  }
  if (row.name === '') wrong('name', '没有填写', '请填写营业执照上的名称')
  if (!row.name.isWellFormed()) wrong('name', '含有不完整的字符', '请重新填写名称')

  const kind = kindOf(row.kind, code)
  const status = row.status === '' ? 'active' : statusWords.find(([words]) => words.test(row.status))?.[1]
  if (status === undefined)
    wrong('status', '认不出这个登记状态', `请写${Object.values(subjectStatuses).join('、')}之一`)
  const idNumber = row.idNumber.toUpperCase()
  if (idNumber !== '') {
    const refused = checkIdentityCard(idNumber)
    if (refused !== undefined) wrong('idNumber', refused.message, '请对照证件核对；不掌握的可以留空')
  }

  const datum = datumOf(row.datum)
  const [lon, lat] = [row.lon, row.lat].map(Number) as [number, number]
  const placed = row.lon !== '' || row.lat !== ''
  if (placed) {
    if (row.lon === '' || row.lat === '') wrong(row.lon === '' ? 'lon' : 'lat', '没有填写', '经度和纬度应当同时填写')
    else if (!(lon >= 73 && lon <= 136))
      wrong('lon', '不在中国的范围内', '经度应在 73 到 136 之间，以度为单位，请核对是否与纬度写反')
    else if (!(lat >= 3 && lat <= 54))
      wrong('lat', '不在中国的范围内', '纬度应在 3 到 54 之间，以度为单位，请核对是否与经度写反')
    if (datum === undefined) wrong('datum', '不支持这个坐标系', `请换算为${Object.values(datums).join('或者')}后导入`)
  }
  if (problems.length > 0) return { problems }

  const given = (
    field: 'licence' | 'representative' | 'phone' | 'address' | 'district' | 'station' | 'industry' | 'scope',
  ) => (row[field] === '' ? {} : { [field]: row[field] })
  return {
    subject: {
      code,
      name: row.name,
      kind,
      status: status ?? 'active',
      ...given('licence'),
      ...given('representative'),
      ...(idNumber === '' ? {} : { idNumber }),
      ...given('phone'),
      ...given('address'),
      ...given('district'),
      ...given('station'),
      ...given('industry'),
      ...given('scope'),
      ...(placed && datum !== undefined ? { lon, lat, datum } : {}),
    },
  }
}
