import { citationText, yuan } from '../kernel/index.ts'
import type { Db } from '../platform/index.ts'
import { discretionSteps, penaltyKinds } from '../procedure/index.ts'
import {
  allInForce,
  disagreementSteps,
  historyOf,
  type RegistryData,
  type ReviewRulePart,
  reviewRuleParts,
} from '../registry/index.ts'
import type { PublicReview, PublicReviewList } from './view.ts'

/** The bureau has one list and one set of rules; their versions are their history. */
const entry = 'main'

type Rule = RegistryData<'review-list'>['rules'][number]

/** The conditions of a rule, each in words; all of them have to be met. */
const conditionsOf = (
  { kinds = [], money, steps = [], departs, impact, categories = [], items = [] }: Rule,
  itemName: (id: string) => string,
): readonly string[] => [
  ...(kinds.length === 0 ? [] : [`处罚种类有${kinds.map((kind) => penaltyKinds[kind]).join('、')}`]),
  ...(money === undefined
    ? []
    : [
        `罚款或者没收的金额，自然人、个体工商户${money.over ? '超过' : '达到'} ${yuan(money.person)} 元，单位${money.over ? '超过' : '达到'} ${yuan(money.organisation)} 元`,
      ]),
  ...(steps.length === 0 ? [] : [`裁量为${steps.map((step) => discretionSteps[step]).join('、')}`]),
  ...(departs === true ? ['罚款偏离裁量基准'] : []),
  ...(impact === true ? ['可能造成重大社会影响或者引发社会风险'] : []),
  ...(categories.length > 0 ? [`领域：${categories.join('、')}`] : []),
  ...(items.length === 0 ? [] : [`处罚事项为${items.map(itemName).join('、')}`]),
]

type Step = keyof typeof disagreementSteps
const daysOf = ({ disagreementDays: days }: RegistryData<'review-rules'>) =>
  days === undefined
    ? []
    : (Object.keys(disagreementSteps) as Step[]).map((step) => ({ title: disagreementSteps[step], days: days[step] }))

/** The rules on legal review that hold on a day, and every version of the list of what is reviewed, newest first. */
export const publicReview = async (db: Db, day: string): Promise<PublicReview> => {
  const [rules, lists, items] = [
    (await allInForce(db, ['review-rules'], day)).find(({ id }) => id === entry),
    await historyOf(db, 'review-list', entry, 1),
    new Map((await allInForce(db, ['item'], day)).map(({ id, title }) => [id, title])),
  ]
  return {
    ...(rules === undefined
      ? {}
      : {
          rules: {
            title: rules.data.title,
            ...(rules.data.number === undefined ? {} : { number: rules.data.number }),
            from: rules.from,
            parts: (Object.keys(reviewRuleParts) as ReviewRulePart[]).map((part) => ({
              title: reviewRuleParts[part],
              text: rules.data[part],
            })),
            days: daysOf(rules.data),
            filings: rules.data.filings.map(({ to, on, number }) => ({
              to,
              on,
              ...(number === undefined ? {} : { number }),
            })),
            basis: rules.data.basis.map((each) => citationText(each as Parameters<typeof citationText>[0])),
          },
        }),
    lists: lists.map(({ version, from, until, reason, data }): PublicReviewList => {
      const { title, extension, rules: all } = data as RegistryData<'review-list'>
      return {
        version,
        title,
        from,
        ...(until === undefined ? {} : { until }),
        current: from <= day && (until === undefined || day <= until),
        reason,
        extension,
        rows: all.map((rule) => ({
          name: rule.name,
          major: rule.major,
          conditions: conditionsOf(rule, (id) => items.get(id) ?? id),
        })),
      }
    }),
  }
}
