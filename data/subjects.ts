import type { House } from '../src/house.ts'
import { systemActor } from '../src/kernel/index.ts'
import type { Blobs } from '../src/platform/index.ts'
import { beginImport, previewOf, type RegistryData, runImport } from '../src/registry/index.ts'
import { type DemoParty, demoParties, type Random, randomFrom } from './parties.ts'

type Area = RegistryData<'area'>
type Point = readonly [lon: number, lat: number]

/** An invented city has no place on the earth: it is drawn in the open sea. */
const outlines: Readonly<Record<string, readonly Point[]>> = {
  云岭区: [
    [124.11, 30.0],
    [124.08, 30.08],
    [124.1, 30.16],
    [124.2, 30.2],
    [124.31, 30.19],
    [124.29, 30.12],
    [124.27, 30.06],
    [124.19, 30.04],
  ],
  东浦区: [
    [124.31, 30.19],
    [124.42, 30.17],
    [124.5, 30.1],
    [124.48, 30.01],
    [124.38, 30.03],
    [124.27, 30.06],
    [124.29, 30.12],
  ],
  望江区: [
    [124.48, 30.01],
    [124.41, 29.94],
    [124.3, 29.91],
    [124.19, 29.93],
    [124.11, 30.0],
    [124.19, 30.04],
    [124.27, 30.06],
    [124.38, 30.03],
  ],
}

const stations: Readonly<Record<string, string>> = {
  云岭区: '云岭市场监管所',
  东浦区: '东浦市场监管所',
  望江区: '望江市场监管所',
}

export const areas: Readonly<Record<string, Area>> = Object.fromEntries(
  Object.entries({ yunling: '云岭区', dongpu: '东浦区', wangjiang: '望江区' }).map(([id, name]) => [
    id,
    { name, unit: id, outline: (outlines[name] ?? []).map(([lon, lat]) => `${lon},${lat}`) },
  ]),
)

const inside = ([lon, lat]: Point, outline: readonly Point[]): boolean =>
  outline.reduce((within, [x, y], n) => {
    const [px, py] = outline.at(n - 1) ?? [x, y]
    return y > lat !== py > lat && lon < ((px - x) * (lat - y)) / (py - y) + x ? !within : within
  }, false)

/** Somewhere in the district, more likely towards the old town, where the three meet. */
const placeIn = (district: string, random: Random): Point => {
  const outline = outlines[district] ?? []
  const between = (low: number, high: number) => low + ((high - low) * random.below(10_000)) / 10_000
  for (let attempt = 0; attempt < 1000; attempt++) {
    const pull = between(0.25, 1)
    const point: Point = [
      124.28 + (between(124.08, 124.5) - 124.28) * pull,
      30.06 + (between(29.91, 30.2) - 30.06) * pull,
    ]
    if (inside(point, outline)) return [Number(point[0].toFixed(5)), Number(point[1].toFixed(5))]
  }
  return outline[0] ?? [124.28, 30.06]
}

const districtOf = ({ address }: DemoParty): string => /市(..区)/.exec(address)?.[1] ?? '云岭区'

const scopes: readonly (readonly [RegExp, string, string])[] = [
  [/食品|粮油|水果|茶叶/, '食品零售', '食品销售；日用百货销售；农副产品销售。'],
  [/便利|超市/, '综合零售', '食品销售；日用百货销售；烟草制品零售。'],
  [/餐饮|小吃|面馆/, '餐饮业', '餐饮服务；食品销售。'],
  [/电子商务/, '互联网批发零售', '互联网销售；日用百货销售；信息技术咨询服务。'],
  [/物业/, '物业管理', '物业管理；停车场服务。'],
  [/传媒/, '广告业', '广告设计、制作、发布；组织文化艺术交流活动。'],
]

const headings = [
  '统一社会信用代码',
  '名称',
  '主体类型',
  '登记状态',
  '证照名称',
  '法定代表人（负责人、经营者）',
  '经营者居民身份证号码',
  '联系电话',
  '住所（经营场所）',
  '区县',
  '管辖所',
  '行业',
  '经营范围',
  '经度',
  '纬度',
  '坐标系',
]

const rowOf = (party: DemoParty, n: number, random: Random): readonly string[] => {
  const district = districtOf(party)
  const [, industry = '批发和零售业', scope = '日用百货销售。'] = scopes.find(([words]) => words.test(party.name)) ?? []
  const [lon, lat] = placeIn(district, random)
  // A party of cases may have moved or closed since: then the register differs from the case.
  const moved = n % 9 === 5
  return [
    party.code ?? '',
    party.name,
    party.kind === 'household' ? '个体工商户' : '有限责任公司',
    n % 23 === 11 ? '吊销' : n % 17 === 9 ? '注销' : n % 29 === 7 ? '歇业' : '存续',
    party.licence ?? '营业执照',
    party.representative ?? '',
    party.kind === 'household' ? (party.idNumber ?? '') : '',
    party.phone ?? '',
    moved ? `${party.address.replace(/ \d+ 号$/, '')} ${301 + n} 号` : party.address,
    district,
    stations[district] ?? '',
    industry,
    scope,
    String(lon),
    String(lat),
    'WGS-84',
  ]
}

/** The demo's subjects as a file of an upper platform: who has cases in the demo, some hundreds who have none, and two rows that are wrong. */
export const subjectsFile = (count = 420): string => {
  const random = randomFrom(20_260_501)
  const inCases = demoParties(60, randomFrom(20_261_101))
  const others = demoParties(60 + count, random)
    .slice(60)
    .map(
      (party, n): DemoParty => ({
        ...party,
        // Names of a district are unlike one another.
        name:
          party.name.replace(/^(澄州市..区|澄州)/, `$1${party.representative ?? ''}`).replace(/(.{2,3})\1/, '$1') +
          (n % 40 === 39 ? '分店' : ''),
      }),
    )
  const rows = [...inCases, ...others]
    .filter(({ kind }) => kind !== 'person')
    .map((party, n) => rowOf(party, n, random))
  const [one = []] = rows
  const wrong = [
    one.with(0, '91339900MA2X').with(1, '澄州晨曦商贸有限公司'),
    one.with(0, '').with(1, '澄州市云岭区无名小吃店'),
  ]
  return [headings, ...rows, ...wrong].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n')
}

/** Takes the demo's subjects in as a bureau does: a file, its columns, an import in the journal. */
export const fillSubjects = async ({ journal }: House, blobs: Blobs): Promise<void> => {
  const { sha256, size } = await blobs.put(new TextEncoder().encode(`\uFEFF${subjectsFile()}`))
  const previewed = await previewOf(blobs, sha256)
  if (!previewed.ok) throw new Error(previewed.refusals.map(({ message }) => message).join('; '))
  const { sheet, headings: row, mapping, about } = previewed.value
  const begun = await beginImport(
    journal,
    systemActor('setup', '系统初始化'),
    {
      file: { blob: sha256, name: '澄州市市场主体.csv', size },
      sheet,
      headings: row,
      about,
      mapping,
      source: '省局市场主体库（示例）',
      asOf: journal.clock.now().slice(0, 10),
    },
    'setup/subjects',
  )
  if (!begun.ok) throw new Error(begun.refusals.map(({ message }) => message).join('; '))
  await runImport(journal, blobs, begun.id)
}
