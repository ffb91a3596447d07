import { penaltyLaw, type Refusal, refusal, rules, yuan } from '../../kernel/index.ts'
import type { ItemFact } from '../facts.ts'
import {
  type DiscretionStep,
  discretionSteps,
  type Party,
  type Penalty,
  type PenaltyKind,
  penaltyKinds,
} from '../state.ts'

const at = (field: string) => ({ field: `penalty.${field}` })

/** The fine's range that the law gives for this kind of party, in fen; undefined where it gives no fine. */
export const fineRange = (
  item: ItemFact,
  party: Party['kind'],
): { readonly min: number; readonly max: number } | undefined => {
  const fits = item.penalties.find(
    (each) =>
      each.kind === 'fine' &&
      (each.party === undefined || each.party === (party === 'organisation' ? 'organisation' : 'person')),
  )
  return fits === undefined ? undefined : { min: fits.min ?? 0, max: fits.max ?? Number.MAX_SAFE_INTEGER }
}

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
  const allowed = new Set<PenaltyKind>(item.penalties.map(({ kind }) => kind))
  for (const kind of penalty.kinds)
    if (!allowed.has(kind))
      refusals.push(
        refusal('kind-not-in-law', `“${item.name}”的处罚依据没有规定“${penaltyKinds[kind]}”`, {
          ...at('kinds'),
          basis: item.penalty,
        }),
      )
  if (penalty.kinds.includes('fine')) refusals.push(...fineFits(penalty, item, party))
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
  const range = fineRange(item, party.kind)
  if (range === undefined)
    return [
      refusal('no-fine-in-law', `“${item.name}”的处罚依据对这类当事人没有规定罚款`, {
        ...at('fine'),
        basis: item.penalty,
      }),
    ]
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
  return stepFits(penalty, item)
}

const stepFits = (penalty: Penalty, item: ItemFact): readonly Refusal[] => {
  const step = item.steps.find((each) => each.step === penalty.step)
  if (step === undefined || (step.min <= penalty.fine && penalty.fine <= step.max)) return []
  return [
    refusal(
      'fine-outside-step',
      `“${discretionSteps[penalty.step as DiscretionStep]}”的裁量幅度为 ${yuan(step.min)} 元至 ${yuan(step.max)} 元，请调整金额或者裁量阶次`,
      {
        ...at('fine'),
        basis: [penaltyLaw(34)],
      },
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
