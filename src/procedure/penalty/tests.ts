import { z } from 'zod'
import { type Amount, days, workingDays } from '../../calendar/index.ts'
import { type Citation, drugLaw, foodLaw, productLaw } from '../../kernel/index.ts'
import { choice, list, number, text } from '../fields.ts'
import type { Strand } from '../state.ts'

/** What a body is asked to find out (程序规定 art. 32). */
export const testKinds = { testing: '检测', inspection: '检验', quarantine: '检疫', appraisal: '鉴定' } as const

/** Where what is tested comes from. */
export const sampleSources = {
  sampled: '抽样取证的样品',
  seized: '查封、扣押的物品',
  kept: '先行登记保存的证据',
  other: '当事人提交或者依法调取的物品、资料',
} as const

export const conclusions = {
  conforming: '符合规定（合格）',
  failing: '不符合规定（不合格）',
  finding: '得出鉴定（检测）意见，不作合格与否的判定',
} as const

/** What the party may do about a result: the laws that give a new test, and the time for asking. */
export const retestLaws = {
  food: { title: '食品检验，依《食品安全法》第八十八条可以申请复检', amount: workingDays(7), basis: foodLaw(88, 1) },
  product: { title: '产品质量检验，依《产品质量法》第十五条可以申请复检', amount: days(15), basis: productLaw(15, 4) },
  drug: { title: '药品检验，依《药品管理法》第一百零二条可以申请复验', amount: days(7), basis: drugLaw(102) },
} as const satisfies Readonly<Record<string, { title: string; amount: Amount; basis: Citation }>>

export type Remedy = keyof typeof retestLaws | 'none'

export const remedyTitles = {
  food: retestLaws.food.title,
  product: retestLaws.product.title,
  drug: retestLaws.drug.title,
  none: '法律没有规定复检，或者结论对当事人没有不利',
} as const satisfies Readonly<Record<Remedy, string>>

export const standings = {
  qualified: '具有法定资质',
  able: '没有法定资质机构，为具备条件的其他机构',
} as const

export interface Body {
  readonly name: string
  readonly standing: keyof typeof standings
  /** 资质证书编号, or why it is fit. */
  readonly proof: string
}

export const bodyField = (title: string) =>
  z
    .strictObject(
      {
        name: text('机构名称', { max: 100 }),
        standing: choice('机构资质', standings),
        proof: text('资质证书编号', { hint: '没有法定资质机构的，写明该机构具备的条件' }),
      },
      { error: `请填写${title}` },
    )
    .meta({ title, 'x-widget': 'group' })

export const samplesField = (title: string) =>
  list(
    title,
    z.strictObject({
      name: text('名称', { max: 100 }),
      spec: z.string().trim().max(100).optional().meta({ title: '规格、批号', 'x-widget': 'text' }),
      quantity: number('数量', { min: 1 }),
      unit: text('单位', { max: 10 }),
    }),
    { min: 1 },
  )

export interface Sample {
  readonly name: string
  readonly spec?: string
  readonly quantity: number
  readonly unit: string
}

/** What the strand of a test keeps. */
export interface TestData {
  readonly kind: keyof typeof testKinds
  readonly matter: string
  readonly standard: string
  readonly samples: readonly Sample[]
  /** Who tests now; after an objection another than who tested first. */
  readonly body: Body
  /** Days on which the period that the party was told begins and ends. */
  readonly since: string
  readonly by: string
  /** The seizure whose things are tested: the test's time isn't counted in its period. */
  readonly seizure?: string
  readonly remedy?: Remedy
  readonly toldAt?: string
  /** The party objected: this is the second test, and its result is final. */
  readonly retest?: true
}

export const testOf = (strand: Strand): TestData => strand.data as unknown as TestData

export const testTitle = (kind: unknown): string => testKinds[kind as keyof typeof testKinds]
