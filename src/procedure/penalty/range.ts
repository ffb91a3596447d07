import { penaltyLaw, type Refusal, refusal, rules, yuan } from '../../kernel/index.ts'
import type { ItemFact } from '../facts.ts'
import { discretionSteps, type Party, type Penalty, type PenaltyKind, penaltyKinds } from '../state.ts'
import { appliesTo, bandOf, fineBases, punishedAs, type Range, rangeOf, ruleFor, stepBy } from './discretion.ts'

const at = (field: string) => ({ field: `penalty.${field}` })

/**
 * Whether a penalty lies within what the item's article and the discretion standard allow (行政处罚法 art. 4, 32–34):
 * the kinds are among the item's, money goes with its kind, the fine is in the law's range for the step that was chosen.
 */
export const checkPenalty = (
  penalty: Penalty,
  item: ItemFact | undefined,
  party: Party | undefined,
): readonly Refusal[] => {
  const refusals: Refusal[] = [...consistent(penalty)]
  if (item === undefined || party === undefined) return refusals
  const allowed = new Set<PenaltyKind>(
    item.penalties.filter((each) => appliesTo(each, punishedAs(party))).map(({ kind }) => kind),
  )
  for (const kind of penalty.kinds)
    if (!allowed.has(kind))
      refusals.push(
        refusal('kind-not-in-law', `“${item.name}”的处罚依据没有规定“${penaltyKinds[kind]}”`, {
          ...at('kinds'),
          basis: item.penalty,
        }),
      )
  if (penalty.kinds.includes('fine')) refusals.push(...fineFits(penalty, item, party))
  refusals.push(...factorsFit(penalty, item))
  return refusals
}

const consistent = (penalty: Penalty): readonly Refusal[] => {
  const refusals: Refusal[] = []
  const has = (kind: PenaltyKind) => penalty.kinds.includes(kind)
  if (penalty.step === 'none') {
    if (penalty.kinds.length > 0)
      refusals.push(
        refusal('none-with-kinds', '不予处罚的，不应选择处罚种类', { ...at('kinds'), basis: [penaltyLaw(33)] }),
      )
  } else if (penalty.kinds.length === 0)
    refusals.push(refusal('no-kind', '请选择处罚种类', { ...at('kinds'), basis: [penaltyLaw(9)] }))
  if (has('fine') !== penalty.fine > 0)
    refusals.push(
      refusal(
        'fine-without-kind',
        has('fine') ? '处罚种类有罚款，请填写罚款金额' : '填写了罚款金额，请同时选择“罚款”',
        at('fine'),
      ),
    )
  if (has('confiscate-gains') !== penalty.gains > 0)
    refusals.push(
      refusal(
        'gains-without-kind',
        has('confiscate-gains') ? '处罚种类有没收违法所得，请填写金额' : '填写了违法所得金额，请同时选择“没收违法所得”',
        at('gains'),
      ),
    )
  if (has('confiscate-goods') !== ((penalty.goods ?? '') !== ''))
    refusals.push(
      refusal(
        'goods-without-kind',
        has('confiscate-goods') ? '请写明没收的非法财物' : '写明了没收财物，请同时选择“没收非法财物”',
        at('goods'),
      ),
    )
  return refusals
}

const fineFits = (penalty: Penalty, item: ItemFact, party: Party): readonly Refusal[] => {
  const found = ruleFor(item, punishedAs(party), penalty)
  if (found === undefined)
    return [
      refusal('no-fine-in-law', `“${item.name}”的处罚依据对这类当事人没有规定罚款`, {
        ...at('fine'),
        basis: item.penalty,
      }),
    ]
  if ('missing' in found)
    return [
      refusal('no-base', `处罚依据按${fineBases[found.missing]}确定罚款，请填写${fineBases[found.missing]}`, {
        field: found.missing === 'gains' ? 'penalty.gains' : 'penalty.baseValue',
        basis: item.penalty,
      }),
    ]
  const range = rangeOf(found.rule, penalty)
  const shown = `${yuan(range.min)} 元至 ${yuan(range.max)} 元`
  if (penalty.fine > range.max)
    return [refusal('fine-above-law', `罚款超过法定幅度：${shown}`, { ...at('fine'), basis: item.penalty })]
  if (penalty.step === 'mitigated')
    return penalty.fine < range.min
      ? []
      : [
          refusal('not-mitigated', `减轻处罚应当低于法定最低罚款 ${yuan(range.min)} 元`, {
            ...at('fine'),
            basis: [penaltyLaw(32)],
          }),
        ]
  if (penalty.fine < range.min)
    return [
      refusal('fine-below-law', `罚款低于法定幅度：${shown}；低于下限的属于减轻处罚，须有法定情形`, {
        ...at('fine'),
        basis: [...item.penalty, penaltyLaw(32)],
      }),
    ]
  return stepFits(penalty, item, range)
}

/** What leaves the standard but not the law needs a reason (行政处罚法 art. 34), and goes to review. */
const stepFits = (penalty: Penalty, item: ItemFact, range: Range): readonly Refusal[] => {
  const band = bandOf(item, penalty.step, range)
  if (band === undefined || (band.min <= penalty.fine && penalty.fine <= band.max)) return []
  if ((penalty.departure ?? '') !== '') return []
  return [
    refusal(
      'fine-outside-step',
      `“${discretionSteps[penalty.step]}”的裁量幅度为 ${yuan(band.min)} 元至 ${yuan(band.max)} 元；请调整金额或者裁量阶次，确需偏离的，写明偏离裁量基准的理由`,
      { ...at('fine'), basis: [penaltyLaw(34)] },
    ),
  ]
}

/** Factors come from the item's standard, and the step is the one that they point to, or there is a reason. */
const factorsFit = (penalty: Penalty, item: ItemFact): readonly Refusal[] => {
  const { factors = [], step } = penalty
  const known = new Set(item.steps.flatMap((each) => each.factors))
  const unknown = factors.filter((factor) => !known.has(factor))
  if (unknown.length > 0)
    return [
      refusal('unknown-factor', `裁量基准中没有“${unknown.join('”“')}”，请从列表中选择`, {
        ...at('factors'),
        basis: [penaltyLaw(34)],
      }),
    ]
  if (factors.length === 0 || (penalty.departure ?? '') !== '') return []
  const points = stepBy(item, factors)
  return points === step
    ? []
    : [
        refusal(
          'step-against-factors',
          `所选情节属“${discretionSteps[points]}”，与裁量阶次不一致；请调整，或者写明偏离裁量基准的理由`,
          { ...at('step'), basis: [penaltyLaw(34)] },
        ),
      ]
}

/** 程序规定 art. 66, 行政处罚法 art. 51: what may be decided on the spot. */
export const checkOnTheSpot = (
  penalty: Penalty,
  item: ItemFact | undefined,
  party: Party | undefined,
): readonly Refusal[] => {
  const refusals: Refusal[] = []
  const basis = [rules(66), penaltyLaw(51)]
  if (item !== undefined && !item.simple)
    refusals.push(refusal('not-simple', `“${item.name}”不适用简易程序，请按普通程序立案`, { basis, field: 'item' }))
  const most = party?.kind === 'organisation' ? 300_000 : 20_000
  if (penalty.fine > most)
    refusals.push(
      refusal(
        'fine-above-on-the-spot',
        party?.kind === 'organisation'
          ? '当场罚款对法人或者其他组织不得超过 3000 元，请按普通程序立案'
          : '当场罚款对自然人不得超过 200 元，请按普通程序立案',
        {
          ...at('fine'),
          basis,
        },
      ),
    )
  return refusals
}
