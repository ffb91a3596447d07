import { penaltyLaw, type Refusal, refusal } from '../../kernel/index.ts'
import { choice, list, party } from '../fields.ts'
import { type Dossier, type Party, partyRoles } from '../state.ts'

/** What somebody who joins has to do with the breach: it decides by which rule of the law he is measured (双罚). */
const role = choice(
  '在违法行为中的身份',
  { joint: partyRoles.joint, responsible: partyRoles.responsible },
  { hint: '举报人、证人、被侵权人不是当事人' },
)

/** 当事人 that a case has beside the first. */
export const otherPartyField = (title: string) => party(title).safeExtend({ role }).meta({ title, 'x-widget': 'party' })

export const otherPartiesField = list('其他当事人', otherPartyField('当事人'), {
  max: 20,
  hint: '共同违法，或者依法同时处罚单位及其责任人员的填写；只有一个当事人的不填',
}).optional()

export type OtherParty = Omit<Party, 'id'> & Required<Pick<Party, 'role'>>

/** Whether two are the same: by code, else by identity number, else by name. */
export const sameAs = (one: Omit<Party, 'id'>, other: Omit<Party, 'id'>): boolean => {
  const key = ({ code, idNumber, name }: Omit<Party, 'id'>) => code || idNumber || name
  return key(one) === key(other)
}

/** Nobody is a party twice. `others` are those that join. */
export const twiceAParty = (first: Omit<Party, 'id'>, others: readonly Omit<Party, 'id'>[]): readonly Refusal[] =>
  others.flatMap((one, n) =>
    [first, ...others.slice(0, n)].some((other) => sameAs(one, other))
      ? [
          refusal('party-already', `${one.name}已经是本案当事人`, {
            field: `otherParties.${n}`,
            basis: [penaltyLaw(29)],
          }),
        ]
      : [],
  )

/** Ids are never used again, so that what was told to somebody stays his. */
export const nextPartyId = ({ parties, formerParties = [] }: Dossier): string =>
  `party-${parties.length + formerParties.length + 1}`

/** The parties with which a case is filed; a role only where there are several. */
export const filedParties = (first: Omit<Party, 'id'>, others: readonly OtherParty[]): readonly Party[] => [
  { id: 'party-1', ...first, ...(others.length === 0 ? {} : { role: 'actor' as const }) },
  ...others.map((one, n): Party => ({ id: `party-${n + 2}`, ...one })),
]
