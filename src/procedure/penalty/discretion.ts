import { citationText, yuan } from '../../kernel/index.ts'
import type { FineRule, ItemFact } from '../facts.ts'
import { type DiscretionStep, discretionSteps, type Party, type Penalty } from '../state.ts'

/** Of what a law makes the fine a multiple. */
export const fineBases = {
  goods: '货值金额',
  gains: '违法所得',
  turnover: '违法经营额',
  advertising: '广告费用',
  income: '自本单位所获收入',
} as const
/** What else a law makes its range hang on. */
export const fineConditions = { ordinary: '一般情形', refused: '责令改正后拒不改正', serious: '情节严重' } as const

/** What measures a fine, of one violation. */
export type Measured = Pick<Penalty, 'gains' | 'baseValue' | 'condition' | 'factors' | 'step'>

export interface Range {
  /** Fen. */
  readonly min: number
  readonly max: number
}

/** As what a party is measured: who answers for an organisation's breach has rules of its own (双罚). */
export type Punished = Party['kind'] | 'responsible'
export const punishedAs = ({ kind, role }: Pick<Party, 'kind' | 'role'>): Punished =>
  role === 'responsible' ? 'responsible' : kind

/** Whether what a law allows is allowed against this kind of party. */
export const appliesTo = ({ party }: Pick<FineRule, 'party'>, punished: Punished): boolean =>
  punished === 'responsible' || party === 'responsible'
    ? party === punished
    : party === undefined || party === (punished === 'organisation' ? 'organisation' : 'person')

const UNBOUNDED = Number.MAX_SAFE_INTEGER

const amountOf = (base: keyof typeof fineBases, { gains, baseValue }: Measured): number | undefined =>
  base === 'gains' ? gains : baseValue

/**
 * Which of an item's fines applies: that for this kind of party, in this condition, in whose bracket goods' value or gains lie
 * (e.g. 食品安全法 art. 124: an amount below 10,000 yuan of goods, a multiple from there on). `missing` says what isn't known yet.
 */
export const ruleFor = (
  item: Pick<ItemFact, 'penalties'>,
  party: Punished,
  measured: Measured,
): { readonly rule: FineRule } | { readonly missing: keyof typeof fineBases } | undefined => {
  const condition = measured.condition ?? 'ordinary'
  const fines = item.penalties.filter(
    (each) => each.kind === 'fine' && appliesTo(each, party) && (each.condition ?? 'ordinary') === condition,
  )
  const rule = fines.find((each) => {
    const amount = each.base === undefined ? 0 : amountOf(each.base, measured)
    return amount !== undefined && amount >= (each.from ?? 0) && amount < (each.below ?? UNBOUNDED)
  })
  if (rule !== undefined) return { rule }
  const missing = fines.find(({ base }) => base !== undefined && amountOf(base, measured) === undefined)?.base
  return missing === undefined ? undefined : { missing }
}

/** The range that the law gives, in fen. */
export const rangeOf = (rule: FineRule, measured: Measured): Range => {
  const value = rule.base === undefined ? 0 : (amountOf(rule.base, measured) ?? 0)
  const base = Math.max(value, rule.floor ?? 0)
  const part = (percent: number) => Math.floor((base * percent) / 100)
  return {
    min: rule.minPercent === undefined ? (rule.min ?? 0) : part(rule.minPercent),
    max: rule.maxPercent === undefined ? (rule.max ?? UNBOUNDED) : part(rule.maxPercent),
  }
}

/** The band of a step: a share of the range, or the amounts that the standard names; undefined where the standard has no such step. */
export const bandOf = (item: Pick<ItemFact, 'steps'>, step: DiscretionStep, { min, max }: Range): Range | undefined => {
  const found = item.steps.find((each) => each.step === step)
  if (found === undefined || max === UNBOUNDED) return undefined
  if ([found.fromShare, found.toShare, found.min, found.max].every((each) => each === undefined)) return undefined
  if (found.fromShare === undefined && found.toShare === undefined) {
    const [low, high] = [found.min ?? min, found.max ?? max]
    // Amounts of a standard are for the range in amounts; a multiple is measured by its own.
    return low < min || high > max ? undefined : { min: low, max: high }
  }
  const at = (share: number) => min + Math.floor(((max - min) * share) / 100)
  return { min: at(found.fromShare ?? 0), max: at(found.toShare ?? 100) }
}

/** Where factors point: what is only lighter or only heavier, and what is both or neither is as usual. */
export const stepBy = (item: Pick<ItemFact, 'steps'>, factors: readonly string[]): DiscretionStep => {
  const met = new Set(
    item.steps.filter((each) => each.factors.some((factor) => factors.includes(factor))).map(({ step }) => step),
  )
  for (const step of ['none', 'mitigated'] as const) if (met.has(step) && !met.has('heavier')) return step
  if (met.has('lighter') === met.has('heavier')) return 'normal'
  return met.has('lighter') ? 'lighter' : 'heavier'
}

/** The middle of a band in round figures, which never leaves it. */
export const middleOf = ({ min, max }: Range): number => {
  const middle = Math.floor((min + max) / 2)
  const unit = max >= 1_000_000 ? 10_000 : max >= 100_000 ? 1_000 : 100
  const round = Math.floor(middle / unit) * unit
  return round < min ? min : round
}

/** 1000 is "10 倍", 50 is "50%". */
const times = (percent: number): string => (percent % 100 === 0 ? `${percent / 100} 倍` : `${percent}%`)

const punishedTitles = {
  organisation: '对法人或者其他组织',
  person: '对自然人、个体工商户',
  responsible: '对单位的法定代表人、主要负责人、直接负责的主管人员和其他责任人员',
} as const

/** A fine's rule in words: "货值金额 1 万元以上的，处货值金额 10 倍以上 20 倍以下罚款". */
export const fineWords = (rule: FineRule): string => {
  const { base, from, below, min, max, minPercent, maxPercent, floor, condition, party } = rule
  const when = [
    ...(party === undefined ? [] : [punishedTitles[party]]),
    ...(condition === undefined || condition === 'ordinary' ? [] : [fineConditions[condition]]),
    ...(base === undefined || (from === undefined && below === undefined)
      ? []
      : [
          `${fineBases[base]}${from === undefined ? '' : ` ${yuan(from)} 元以上`}${below === undefined ? '' : `${from === undefined ? '' : '、'}不足 ${yuan(below)} 元`}`,
        ]),
  ]
  const named = base === undefined ? '' : fineBases[base]
  const least =
    minPercent === undefined
      ? min === undefined || min === 0
        ? ''
        : ` ${yuan(min)} 元以上`
      : `${named} ${times(minPercent)}以上`
  const most =
    maxPercent === undefined
      ? max === undefined
        ? ''
        : ` ${yuan(max)} 元以下`
      : `${minPercent === undefined ? named : ''} ${times(maxPercent)}以下`
  const counted = floor === undefined ? '' : `（不足 ${yuan(floor)} 元的按 ${yuan(floor)} 元计算）`
  return `${when.length === 0 ? '' : `${when.join('，')}的，`}处${least}${most}罚款${counted}`
}

/** What the standard makes of a violation, explained: for the form, the report and the review. */
export interface Discretion {
  /** In words, how it is measured. */
  readonly explanation: string
  readonly range?: Range
  readonly step: DiscretionStep
  readonly band?: Range
  /** Fen. */
  readonly fine?: number
}

const between = ({ min, max }: Range): string =>
  max === UNBOUNDED ? `${yuan(min)} 元以上` : `${yuan(min)} 元至 ${yuan(max)} 元`

/** 裁量 (行政处罚法 art. 34): range, step and a fine in its band, with the sentence that says why. */
export const discretionOf = (item: ItemFact, party: Punished, measured: Measured): Discretion => {
  const factors = measured.factors ?? []
  const step = factors.length === 0 ? measured.step : stepBy(item, factors)
  const found = ruleFor(item, party, measured)
  const basis = item.penalty.map(citationText).join('、')
  if (found === undefined) return { explanation: `依据${basis}，这种情形没有规定罚款。`, step }
  if ('missing' in found) return { explanation: `请填写${fineBases[found.missing]}，才能确定罚款幅度。`, step }
  const range = rangeOf(found.rule, measured)
  const band = bandOf(item, step, range)
  const { base } = found.rule
  const amount = base === undefined ? undefined : amountOf(base, measured)
  const because =
    factors.length === 0
      ? `裁量阶次为${discretionSteps[step]}`
      : `有“${factors.join('”“')}”，属${discretionSteps[step]}`
  const fine = band === undefined ? undefined : middleOf(band)
  return {
    explanation: [
      `${amount === undefined || base === undefined ? '' : `${fineBases[base]} ${yuan(amount)} 元，`}依据${basis}，罚款幅度为 ${between(range)}`,
      band === undefined
        ? step === 'mitigated'
          ? `${because}，应当低于 ${yuan(range.min)} 元`
          : because
        : `${because}，幅度为 ${between(band)}；建议 ${yuan(fine ?? 0)} 元`,
    ]
      .join('；')
      .concat('。'),
    range,
    step,
    ...(band === undefined ? {} : { band }),
    ...(fine === undefined ? {} : { fine }),
  }
}

/** Why it is this much, as papers say it: what it is measured by, the factors that are met, the reasons, and why the standard was left. */
export const discretionText = ({
  baseValue,
  factors = [],
  reasons,
  departure = '',
}: Pick<Penalty, 'baseValue' | 'factors' | 'reasons' | 'departure'>): string =>
  [
    ...(baseValue === undefined ? [] : [`据以确定罚款的金额为 ${yuan(baseValue)} 元。`]),
    ...(factors.length === 0 ? [] : [`符合裁量基准的下列情节：${factors.join('；')}。`]),
    reasons,
    ...(departure === '' ? [] : [`偏离裁量基准的理由：${departure}`]),
  ].join('')
